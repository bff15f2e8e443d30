// An upsert writes an item whatever stands at its key. What must follow from the item that stands there, it cannot keep.

using EFCore.Dyno.ValueGeneration;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class Upserts
{
    /// <exception cref="InvalidOperationException">The type has unique values, or a version that counts.</exception>
    public static void Check(EntityWrites writes, IUpdateEntry entry)
    {
        if (writes.Uniques is [var unique, ..])
        {
            throw new InvalidOperationException(Messages.UpsertOfUnique(entry.EntityType.DisplayName(), unique.Name));
        }

        foreach (var version in GeneratedProperties.Of(entry.EntityType).Versions)
        {
            if (version.Counts)
            {
                throw new InvalidOperationException(Messages.UpsertOfCountedVersion(version.Property));
            }
        }
    }
}
