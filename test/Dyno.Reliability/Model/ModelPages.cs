// The model's Query and Scan: all rows of the table or index in order, cut to what is asked for, one page of it. A Scan is a Query whose rows are those of a segment.
using Dyno.Expressions;
using static Dyno.Reliability.Model.ModelValues;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

internal static class ModelPages
{
    internal static QueryResult Query(ModelTable table, QueryRequest r)
    {
        Require(r.ExclusiveStartKey is null || r.IndexName is not null || table.Own.Sorts.Length > 0);
        var conditions = r.KeyConditionExpression.Parts.Select(Condition).ToList();
        return Page(table, r, row => conditions.TrueForAll(c => ModelExpressions.Matches(c, row)));
    }

    internal static ScanResult Scan(ModelTable table, ScanRequest r)
    {
        var index = table.Find(r.IndexName);
        return ModelDatabase.As<ScanResult>(Page(
            table, ModelDatabase.As<QueryRequest>(r), row => First(r.Segment ?? 0) <= table.HashOf(index, row) && table.HashOf(index, row) < First((r.Segment ?? 0) + 1)));

        ulong First(int segment) => ((ulong)segment << 32) / (ulong)(r.TotalSegments ?? 1);
    }

    // What is asked of a key is an ordinary condition.
    private static ConditionNode Condition(KeyAttributeCondition part)
    {
        var (key, value) = (new PathOperand(DocumentPath.Of(part.Attribute)), new ValueOperand(part.Value));
        return part.Operator switch
        {
            SortOperator.BeginsWith => new BeginsWithNode(key, value),
            SortOperator.Between => new BetweenNode(key, value, new ValueOperand(part.High)),
            var comparison => new ComparisonNode(Enum.Parse<ComparisonOperator>(comparison.ToString()), key, value),
        };
    }

    // A local index that lacks what is asked for reads each item from the table, and pays for it there.
    private static QueryResult Page(ModelTable table, QueryRequest r, Func<ModelItem, bool> wanted)
    {
        var (index, start) = (table.Find(r.IndexName), r.ExclusiveStartKey?.ToDictionary());
        string[] keyNames = [.. index.KeyNames.Union(table.Own.KeyNames)];
        var lacks = index.Projected is not null && (r.Select == Select.ALL_ATTRIBUTES || (r.ProjectionExpression?.Paths.Any(p => !index.Projected.Contains(p.Root)) ?? false));
        Require(!(index.IsGlobal && (r.ConsistentRead || lacks)) && (start is null || (start.Count == keyNames.Length && wanted(start))));
        var direction = r.ScanIndexForward ? 1 : -1;
        var rows = table.Rows(index, direction, row => wanted(row) && (start is null || table.Compare(index, row, start) * direction > 0));
        var (items, count, scanned, bytes, pageBytes, fetched) = (new List<Item>(), 0, 0, 0L, 0L, 0.0);
        Item? last = null;
        for (; scanned < rows.Count && last is null; scanned++)
        {
            var row = rows[scanned];
            bytes += Size(row);
            pageBytes += PageSize(row, table.Own.Sorts.FirstOrDefault());
            last = scanned + 1 == r.Limit || pageBytes >= Limits.PageSizeBytes ? Item.From(row.Where(a => keyNames.Contains(a.Key))) : null;
            var item = lacks ? table.Items[table.KeyOf(row)] : row;
            fetched += lacks ? ModelDatabase.ReadUnits(Size(item), r.ConsistentRead) : 0;
            if (r.FilterExpression is null || ModelExpressions.Matches(r.FilterExpression.Root, item))
            {
                count++;
                items.AddRange(r.Select == Select.COUNT ? [] : [ModelDatabase.Project(item, r.ProjectionExpression)!.Value]);
            }
        }

        IEnumerable<ModelCharge> charges = [new(table, table.Own, fetched), new(table, index, ModelDatabase.ReadUnits(bytes, r.ConsistentRead))];
        var cost = ModelDatabase.Cost(r.ReturnConsumedCapacity, charges)?[0];
        return new() { Items = items, Count = count, ScannedCount = scanned, LastEvaluatedKey = last, ConsumedCapacity = cost };
    }
}
