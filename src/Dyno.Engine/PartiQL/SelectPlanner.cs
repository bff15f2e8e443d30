// Plans a SELECT. A pure function of the statement, its parameters and the table's schema.
//
// 1. An equality on every attribute of the table's key and nothing else is a GetItem.
// 2. A WHERE clause that names its partitions (see KeyBranch) is one Query for each; what is no condition of a key is a filter.
// 3. Branches on one partition are Queries of their own where their sort keys cannot meet. Where they can, they are one Query with a filter when none
//    of them limits the sort key, or when one of them excludes sort keys (NOT, <>); all others are refused, as DynamoDB refuses them.
// 4. Everything else is a Scan.
// 5. ORDER BY wants partitions. The sort key's direction is the direction of the Queries, the partition key's that of their sequence, by the order of
//    the partition keys; without the sort key in it ORDER BY reads backwards, as DynamoDB was seen to do.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html
using Dyno.Expressions;
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

internal sealed class SelectPlanner(StatementValues values, TableState table, IndexState? index, bool consistentRead)
{
    private readonly ConditionTranslator _translator = new(values);

    private KeyAttribute PartitionKey => index is null ? table.PartitionKey : index.PartitionKeys[0];

    private KeyAttribute? SortKey => index is null ? table.SortKey : index.SortKeys is [var only] ? only : null;

    public ReadPlan Plan(SelectStatement statement)
    {
        if (consistentRead && index is { IsGlobal: true })
        {
            throw new ValidationException(Messages.ConsistentStatementOnGlobalIndex);
        }

        var shape = ShapeOf(statement);
        if (statement.OrderBy.Count > 0)
        {
            CheckOrder(statement);
        }

        var branches = statement.Where is null
            ? null
            : new KeyBranchFinder(PartitionKey, SortKey, values, _translator).Find(statement.Where);
        return branches is null ? Scan(statement, shape) : Query(statement, shape, branches);
    }

    private ScanPlan Scan(SelectStatement statement, RowShape? shape)
    {
        if (statement.OrderBy.Count > 0)
        {
            throw new ValidationException(Messages.OrderWithoutKey);
        }

        return new ScanPlan(table, shape, new ScanRequest
        {
            TableName = table.Name,
            IndexName = index?.Name,
            FilterExpression = statement.Where is null ? null : new ConditionExpression(_translator.Condition(statement.Where)),
            ProjectionExpression = ProjectionOf(shape),
            ConsistentRead = consistentRead,
        });
    }

    private ReadPlan Query(SelectStatement statement, RowShape? shape, List<KeyBranch> branches)
    {
        if (GetOf(statement, shape, branches) is { } get)
        {
            return get;
        }

        var groups = branches.GroupBy(b => b.Partition).ToList();
        var forward = true;
        if (statement.OrderBy.Count > 0)
        {
            var partitionTerm = statement.OrderBy.FirstOrDefault(t => t.Attribute == PartitionKey.Name);
            if (groups.Count > 1 && partitionTerm is null)
            {
                throw new ValidationException(Messages.OrderWithoutPartitionKey);
            }

            groups.Sort((l, r) => l.Key.Read().KeyBytes.SequenceCompareTo(r.Key.Read().KeyBytes) * (partitionTerm is { IsDescending: true } ? -1 : 1));
            forward = statement.OrderBy.FirstOrDefault(t => t.Attribute == SortKey?.Name) is { IsDescending: false };
        }

        var requests = new List<QueryRequest>();
        foreach (var group in groups)
        {
            AddQueries(requests, [.. group], forward, shape);
        }

        CheckFilters(statement, branches[0]);
        return new QueryPlan(table, shape, requests);
    }

    private GetPlan? GetOf(SelectStatement statement, RowShape? shape, List<KeyBranch> branches)
    {
        if (index is not null || branches is not [{ Filter.Count: 0 } branch] || statement.Where is LogicalExpression { IsAnd: false }
            || (table.SortKey is not null && branch.Sort is not { Operator: SortOperator.Equal }))
        {
            return null;
        }

        return new GetPlan(table, shape, new GetItemRequest
        {
            TableName = table.Name,
            Key = StatementKey.Of(table, branch.Partition, branch.Sort?.Value),
            ProjectionExpression = ProjectionOf(shape),
            ConsistentRead = consistentRead,
        });
    }

    private void AddQueries(List<QueryRequest> requests, List<KeyBranch> branches, bool forward, RowShape? shape)
    {
        if (branches.Count == 1)
        {
            requests.Add(QueryOf(branches[0].Partition, branches[0].Sort, _translator.All(branches[0].Filter), forward, shape));
            return;
        }

        var ordered = branches.Select(b => (Branch: b, Interval: SortInterval.Of(b.Sort))).ToList();
        ordered.Sort((l, r) => l.Interval.Low.AsSpan().SequenceCompareTo(r.Interval.Low) is not 0 and var order
            ? order
            : r.Interval.LowIncluded.CompareTo(l.Interval.LowIncluded));
        if (Enumerable.Range(1, ordered.Count - 1).All(i => ordered[i - 1].Interval.IsBefore(ordered[i].Interval)))
        {
            foreach (var (branch, _) in forward ? ordered : Enumerable.Reverse(ordered))
            {
                requests.Add(QueryOf(branch.Partition, branch.Sort, _translator.All(branch.Filter), forward, shape));
            }

            return;
        }

        if (branches.Any(b => b.Sort is not null) && !branches.Any(ExcludesSortKeys))
        {
            throw new ValidationException(Messages.OverlappingConditions);
        }

        var filters = branches.Select(b => _translator.All(b.Conditions)).ToArray();
        var filter = filters.Contains(null) ? null : ConditionTranslator.Fold(filters!, static (l, r) => new OrNode(l, r));
        requests.Add(QueryOf(branches[0].Partition, null, filter, forward, shape));
    }

    // Whether a condition of the branch takes sort keys away rather than naming them.
    private bool ExcludesSortKeys(KeyBranch branch) => branch.Filter.Any(c => c is NotExpression or ComparisonExpression { Operator: ComparisonOperator.NotEqual }
        && new ConditionExpression(_translator.Condition(c)).Paths().Any(p => p.Root == SortKey?.Name));

    private QueryRequest QueryOf(EncodedValue partition, KeyAttributeCondition? sort, ConditionNode? filter, bool forward, RowShape? shape) => new()
    {
        TableName = table.Name,
        IndexName = index?.Name,
        KeyConditionExpression = sort is null
            ? KeyConditionExpression.For(PartitionKey.Name, partition)
            : KeyConditionExpression.For(PartitionKey.Name, partition, sort),
        FilterExpression = filter is null ? null : new ConditionExpression(filter),
        ProjectionExpression = ProjectionOf(shape),
        ScanIndexForward = forward,
        ConsistentRead = consistentRead,
    };

    private RowShape? ShapeOf(SelectStatement statement)
    {
        if (statement.Columns is null)
        {
            return null;
        }

        var paths = new List<DocumentPath>();
        foreach (var column in statement.Columns)
        {
            paths.Add(column is PathExpression path ? path.Path : throw new ValidationException(PartiQLMessages.PathComponent(column.Span)));
        }

        var shape = new RowShape(paths);
        if (index is { IsGlobal: true, ProjectsAll: false } && shape.Attributes.Where(a => !Projects(index, a)).ToList() is { Count: > 0 } missing)
        {
            throw new ValidationException(Messages.GlobalIndexDoesNotProject(index.Name, missing));
        }

        return shape;
    }

    private void CheckOrder(SelectStatement statement)
    {
        if (statement.Where is null)
        {
            throw new ValidationException(Messages.OrderWithoutWhere);
        }

        foreach (var term in statement.OrderBy)
        {
            if (term.Attribute != PartitionKey.Name && term.Attribute != SortKey?.Name)
            {
                throw new ValidationException(Messages.OrderByOther(term.Attribute));
            }
        }
    }

    // Beside a condition on the key, not within an OR, an index must have the attributes of a filter. DynamoDB names those within parentheses first.
    private void CheckFilters(SelectStatement statement, KeyBranch branch)
    {
        if (index is not { ProjectsAll: false } || statement.Where is LogicalExpression { IsAnd: false } || branch.Filter.Count == 0)
        {
            return;
        }

        var missing = branch.Filter.OrderBy(c => c is LogicalExpression ? 0 : 1)
            .SelectMany(c => new ConditionExpression(_translator.Condition(c)).Paths())
            .Select(p => p.Root).Distinct(StringComparer.Ordinal).Where(a => !Projects(index, a)).ToList();
        if (missing.Count > 0)
        {
            throw new ValidationException(Messages.IndexDoesNotProjectFilter(index.Name, missing));
        }
    }

    private static bool Projects(IndexState index, string attribute)
    {
        var name = System.Text.Encoding.UTF8.GetBytes(attribute);
        return index.ProjectedNames.Any(n => n.AsSpan().SequenceEqual(name));
    }

    private static ProjectionExpression? ProjectionOf(RowShape? shape) => shape is null ? null : ProjectionExpression.Of(shape.Attributes);
}
