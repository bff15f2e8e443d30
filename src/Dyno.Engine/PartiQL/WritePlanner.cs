// Plans INSERT, UPDATE, DELETE and EXISTS. A pure function of the statement, its parameters and the table's schema.
//
// 1. INSERT is a PutItem of an item that must not be there.
// 2. UPDATE is an UpdateItem of an item that must be there; what the WHERE clause says beside the key must hold of it.
// 3. DELETE of an item that is not there does nothing, whatever else the WHERE clause says; of one that is there the rest of the clause must hold.
// 4. EXISTS is a condition check: the item must be there, for a SELECT that finds nothing is an empty collection, and the rest of the clause must hold.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html
using Dyno.Expressions;
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

internal sealed class WritePlanner(StatementValues values, TableState table)
{
    private readonly ConditionTranslator _translator = new(values);

    private ConditionNode Exists => new AttributeExistsNode(DocumentPath.Of(table.PartitionKey.Name));

    private ConditionNode DoesNotExist => new AttributeNotExistsNode(DocumentPath.Of(table.PartitionKey.Name));

    public WritePlan Plan(InsertStatement statement) => new(
        table,
        new TransactPut { TableName = table.Name, Item = values.ItemOf(statement.Value), ConditionExpression = new ConditionExpression(DoesNotExist) },
        ReturnValue.NONE);

    public WritePlan Plan(UpdateStatement statement)
    {
        var (key, rest) = KeyOf(statement.Where);
        var condition = _translator.All(rest) is { } more ? new AndNode(Exists, more) : Exists;
        return new WritePlan(
            table,
            new TransactUpdate
            {
                TableName = table.Name,
                Key = key,
                UpdateExpression = new UpdateTranslator(values).Translate(statement.Clauses),
                ConditionExpression = new ConditionExpression(condition),
            },
            statement.Returning);
    }

    public WritePlan Plan(DeleteStatement statement)
    {
        if (statement.Returning is not (ReturnValue.NONE or ReturnValue.ALL_OLD))
        {
            throw new ValidationException(Messages.DeleteReturning(PartiQLPrinter.ReturningName(statement.Returning)));
        }

        var (key, rest) = KeyOf(statement.Where);
        var condition = _translator.All(rest) is { } more ? new ConditionExpression(new OrNode(DoesNotExist, more)) : null;
        return new WritePlan(table, new TransactDelete { TableName = table.Name, Key = key, ConditionExpression = condition }, statement.Returning);
    }

    public WritePlan Plan(ExistsStatement statement)
    {
        if (!TryKeyOf(statement.Select.Where, out var key, out var rest) || rest.Count == 0)
        {
            throw new ValidationException(Messages.ExistsShape);
        }

        var condition = new ConditionExpression(new AndNode(Exists, _translator.All(rest)!));
        return new WritePlan(table, new TransactConditionCheck { TableName = table.Name, Key = key, ConditionExpression = condition }, ReturnValue.NONE);
    }

    private (Item Key, List<PartiQLExpression> Others) KeyOf(PartiQLExpression? where) =>
        TryKeyOf(where, out var key, out var rest) ? (key, rest) : throw new ValidationException(Messages.WholeKeyWanted);

    // The key that a conjunction names with equalities, and what else it says.
    private bool TryKeyOf(PartiQLExpression? where, out Item key, out List<PartiQLExpression> rest)
    {
        key = default;
        rest = where switch
        {
            null => [],
            LogicalExpression { IsAnd: true } and => [.. and.Operands],
            _ => [where],
        };
        if (Take(rest, table.PartitionKey) is not { } partition)
        {
            return false;
        }

        EncodedValue? sort = null;
        if (table.SortKey is { } sortKey && (sort = Take(rest, sortKey)) is null)
        {
            return false;
        }

        key = StatementKey.Of(table, partition, sort);
        return true;
    }

    private EncodedValue? Take(List<PartiQLExpression> conditions, KeyAttribute key)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            if (conditions[i] is not ComparisonExpression { Operator: ComparisonOperator.Equal } equality)
            {
                continue;
            }

            var other = IsOn(equality.Left, key) ? equality.Right : IsOn(equality.Right, key) ? equality.Left : null;
            if (other is not null && values.IsValue(other))
            {
                conditions.RemoveAt(i);
                var value = values.Of(other);
                return value.Type == key.Type ? value : throw new ValidationException(Messages.StatementKeyType);
            }
        }

        return null;
    }

    private static bool IsOn(PartiQLExpression expression, KeyAttribute key) =>
        expression is PathExpression { Path: { IsTopLevel: true } path } && path.Root == key.Name;
}
