// Key attributes are scalars: no path of an expression may lead into one, of the table or of any of its indexes.

using Dyno.Expressions;

namespace Dyno.Engine;

internal static class KeyPaths
{
    public static void Check(TableState table, ProjectionExpression? projection)
    {
        if (projection is not null)
        {
            Check(table, projection.Paths);
        }
    }

    public static void Check(TableState table, ConditionExpression? condition)
    {
        if (condition is not null)
        {
            Check(table, [.. condition.Paths()]);
        }
    }

    public static void Check(TableState table, IReadOnlyList<DocumentPath> paths)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            if (!paths[i].IsTopLevel)
            {
                CheckNested(table, paths);
                return;
            }
        }
    }

    // The table's key first, then index by index, as DynamoDB reports them.
    private static void CheckNested(TableState table, IReadOnlyList<DocumentPath> paths)
    {
        if (IsNested(paths, table.PartitionKey.Name))
        {
            throw new ValidationException(Messages.NestedKey(table.PartitionKey.Name));
        }

        if (table.SortKey is { } sort && IsNested(paths, sort.Name))
        {
            throw new ValidationException(Messages.NestedKey(sort.Name));
        }

        foreach (var index in table.Indexes)
        {
            foreach (var key in index.Keys)
            {
                if (IsNested(paths, key.Name))
                {
                    throw new ValidationException(Messages.NestedIndexKey(key.Name));
                }
            }
        }
    }

    private static bool IsNested(IReadOnlyList<DocumentPath> paths, string attribute)
    {
        foreach (var path in paths)
        {
            if (!path.IsTopLevel && path.Root == attribute)
            {
                return true;
            }
        }

        return false;
    }
}
