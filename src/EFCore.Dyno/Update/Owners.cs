// Climbs from an entry of an owned type to the entry whose item holds it.

using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class Owners
{
    /// <summary>The entry that directly owns this one, and through which navigation; null where it is not tracked.</summary>
    public static InternalEntityEntry? OwnerOf(IUpdateEntry owned, out INavigation navigation)
    {
        var entry = (InternalEntityEntry)owned;
        var ownership = entry.EntityType.FindOwnership()!;
        navigation = ownership.PrincipalToDependent!;
        return entry.StateManager.FindPrincipal(entry, ownership)
            ?? entry.StateManager.FindPrincipalUsingRelationshipSnapshot(entry, ownership);
    }

    /// <summary>The entry of the item itself, or null where it is not tracked.</summary>
    public static InternalEntityEntry? RootOf(IUpdateEntry owned)
    {
        var entry = (InternalEntityEntry?)owned;
        while (entry is not null && entry.EntityType.IsOwned())
        {
            entry = OwnerOf(entry, out _);
        }

        return entry;
    }
}
