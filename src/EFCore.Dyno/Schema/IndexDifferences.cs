// How the indexes of a table differ from those of the model: which global ones come and go, and what cannot be changed.

using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;

namespace EFCore.Dyno.Schema;

internal sealed class IndexDifferences
{
    private readonly List<(string Index, string Reason, bool IsUnknown)> _drops = [];
    private readonly List<DynoIndexModel> _adds = [];
    private readonly List<string> _obstacles = [];

    public IndexDifferences(DynoTableModel table, ExistingTable existing, bool dropsUnknown)
    {
        // An index that is on its way out makes room for a new one of its name; the step waits for it.
        var globals = existing.Description.GlobalSecondaryIndexes.Where(i => i.IndexStatus != TableStatus.DELETING).ToDictionary(i => i.IndexName, StringComparer.Ordinal);
        foreach (var index in table.Indexes.Where(i => i.IsGlobal))
        {
            if (globals.Remove(index.Name, out var has))
            {
                if (IsSame(index, has, existing))
                {
                    continue;
                }

                _drops.Add((index.Name, Messages.IndexChanged(Text(has, existing)), false));
            }

            _adds.Add(index);
        }

        foreach (var index in globals.Keys)
        {
            _drops.Add((index, Messages.IndexNotInModel, true));
        }

        Locals(table, existing);
        Types(existing, dropsUnknown);
    }

    public IReadOnlyList<(string Index, string Reason, bool IsUnknown)> Drops => _drops;

    public IReadOnlyList<DynoIndexModel> Adds => _adds;

    public IReadOnlyList<string> Obstacles => _obstacles;

    private void Locals(DynoTableModel table, ExistingTable existing)
    {
        var locals = existing.Description.LocalSecondaryIndexes.ToDictionary(i => i.IndexName, StringComparer.Ordinal);
        foreach (var index in table.Indexes.Where(i => !i.IsGlobal))
        {
            if (!locals.Remove(index.Name, out var has))
            {
                _obstacles.Add(Messages.LocalIndexObstacle(index.Name, Messages.LocalIndexMissing));
            }
            else if (!IsSame(index, has, existing))
            {
                _obstacles.Add(Messages.LocalIndexObstacle(index.Name, Messages.LocalIndexDiffers(Text(has, existing))));
            }
        }

        foreach (var index in locals.Keys)
        {
            _obstacles.Add(Messages.LocalIndexObstacle(index, Messages.LocalIndexUnknown));
        }
    }

    // A new index cannot give an attribute another type than a key that stays has given it.
    private void Types(ExistingTable existing, bool dropsUnknown)
    {
        var description = existing.Description;
        var dropped = _drops.Where(d => dropsUnknown || !d.IsUnknown).Select(d => d.Index).ToHashSet(StringComparer.Ordinal);
        var staying = description.KeySchema
            .Concat(description.LocalSecondaryIndexes.SelectMany(i => i.KeySchema))
            .Concat(description.GlobalSecondaryIndexes.Where(i => !dropped.Contains(i.IndexName)).SelectMany(i => i.KeySchema))
            .Select(k => k.AttributeName)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var attribute in _adds.SelectMany(i => i.PartitionKeys.Concat(i.SortKeys)).Distinct().ToList())
        {
            if (staying.Contains(attribute.Name) && existing.FindType(attribute.Name) is { } type && type != attribute.Type)
            {
                _obstacles.Add(Messages.AttributeTypeObstacle(attribute, type));
                _adds.RemoveAll(i => i.PartitionKeys.Contains(attribute) || i.SortKeys.Contains(attribute));
            }
        }
    }

    private static bool IsSame(DynoIndexModel index, IndexDescription has, ExistingTable existing) =>
        has.KeySchema.SequenceEqual(TableRequests.KeySchema(index.PartitionKeys, index.SortKeys))
        && index.PartitionKeys.Concat(index.SortKeys).All(a => existing.FindType(a.Name) == a.Type)
        && ExistingTable.IsSame(index.Projection, has.Projection);

    private static string Text(IndexDescription index, ExistingTable existing) => Messages.IndexText(index.KeySchema, existing.TypeOf, index.Projection);
}
