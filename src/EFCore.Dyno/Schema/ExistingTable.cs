// A table as the store describes it, with what a plan compares.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Schema;

internal sealed record ExistingTable(TableDescription Description, TimeToLiveDescription? TimeToLive, IReadOnlyList<Tag> Tags)
{
    /// <summary>The unique values that are kept; null where that is not known yet.</summary>
    public KeptUniques? Kept { get; init; }

    public bool HasKeyOf(DynoTableModel table) =>
        Description.KeySchema.SequenceEqual(TableRequests.KeySchema([table.PartitionKey], table.SortKey is { } sortKey ? [sortKey] : []))
        && FindType(table.PartitionKey.Name) == table.PartitionKey.Type
        && (table.SortKey is null || FindType(table.SortKey.Name) == table.SortKey.Type);

    public AttributeType TypeOf(string attributeName) => FindType(attributeName) ?? AttributeType.S;

    public AttributeType? FindType(string attributeName)
    {
        foreach (var definition in Description.AttributeDefinitions)
        {
            if (definition.AttributeName == attributeName)
            {
                return definition.AttributeType;
            }
        }

        return null;
    }

    public static bool IsSame(Projection one, Projection two) =>
        one.ProjectionType == two.ProjectionType
        && new HashSet<string>(one.NonKeyAttributes, StringComparer.Ordinal).SetEquals(two.NonKeyAttributes);
}
