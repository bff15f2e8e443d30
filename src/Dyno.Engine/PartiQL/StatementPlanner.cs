// Plans a statement: parses it, finds its table and index, and hands it to the planner of its kind. The tables are a function, so that planning is pure.
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

internal sealed class StatementPlanner(Func<string, TableState> tables)
{
    public static PartiQLStatement Parse(string statement) => statement.Length switch
    {
        0 => throw new ValidationException(Messages.EmptyStatement),
        > Limits.StatementLength => throw new ValidationException(Messages.StatementTooLong(statement.Length)),
        _ => PartiQLStatement.Parse(statement),
    };

    public StatementPlan Plan(PartiQLStatement statement, IReadOnlyList<EncodedValue>? parameters, bool consistentRead = false)
    {
        if (parameters is { Count: 0 })
        {
            throw new ValidationException(Messages.EmptyParameters);
        }

        var values = new StatementValues(parameters);
        switch (statement)
        {
            case SelectStatement select:
                var (table, index) = Source(select.From);
                return new SelectPlanner(values, table, index, consistentRead).Plan(select);
            case InsertStatement insert:
                CheckNames(insert.Into);
                return insert.Into.Names.Count == 1
                    ? new WritePlanner(values, tables(insert.Into.Names[0])).Plan(insert)
                    : throw new ValidationException(Messages.SingleTable);
            case UpdateStatement update:
                return new WritePlanner(values, Target(update.Table)).Plan(update);
            case DeleteStatement delete:
                return new WritePlanner(values, Target(delete.From)).Plan(delete);
            case ExistsStatement exists:
                return new WritePlanner(values, Target(exists.Select.From)).Plan(exists);
            default:
                throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private (TableState Table, IndexState? Index) Source(TableReference from)
    {
        CheckNames(from);
        if (from.Names.Count > 2)
        {
            throw new ValidationException(Messages.TooManyPathComponents);
        }

        var table = tables(from.Names[0]);
        if (from.Names.Count == 1)
        {
            return (table, null);
        }

        var index = table.FindIndex(from.Names[1]) ?? throw new ValidationException(Messages.NoSuchIndexInStatement);
        return index.PartitionKeys.Length > 1 || index.SortKeys.Length > 1
            ? throw new ValidationException(Messages.SeveralKeyAttributes)
            : (table, index);
    }

    private TableState Target(TableReference reference)
    {
        CheckNames(reference);
        return reference.Names.Count switch
        {
            1 => tables(reference.Names[0]),
            2 => throw new ValidationException(Messages.NotOnIndex),
            _ => throw new ValidationException(Messages.TooManyPathComponents),
        };
    }

    private static void CheckNames(TableReference reference)
    {
        if (reference.Names.Contains(""))
        {
            throw new ValidationException(Messages.EmptyPathComponent);
        }
    }
}
