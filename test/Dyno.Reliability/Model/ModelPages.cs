// The model's Query and Scan: all rows of the table or index in order, cut to what is asked for, one page of it.
using Dyno.Expressions;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

internal static class ModelPages
{
    internal static QueryResult Query(ModelTable table, QueryRequest r)
    {
        var index = table.Find(r.IndexName);
        var start = r.ExclusiveStartKey?.ToDictionary();
        ModelDatabase.Require(!(r.ConsistentRead && index.IsGlobal) && (start is null || start.Count == KeyNames(table, index).Count));
        ModelDatabase.Require(start is null || (r.KeyConditionExpression.Parts.All(p => Holds(p, start)) && (index.Name is not null || table.Sort is not null)));
        var rows = table.Rows(index, row => r.KeyConditionExpression.Parts.All(p => Holds(p, row)));
        if (!r.ScanIndexForward)
        {
            rows.Reverse();
        }

        rows = [.. rows.Where(row => start is null || (table.Compare(index, row, start) > 0 == r.ScanIndexForward && table.Compare(index, row, start) != 0))];
        var page = Page(table, index, rows, r.Limit, r.FilterExpression, r.ProjectionExpression, r.Select, r.ConsistentRead, r.ReturnConsumedCapacity);
        return new() { Items = page.Items, Count = page.Count, ScannedCount = page.Scanned, LastEvaluatedKey = page.Last, ConsumedCapacity = page.Cost };
    }

    internal static ScanResult Scan(ModelTable table, ScanRequest r)
    {
        var index = table.Find(r.IndexName);
        var start = r.ExclusiveStartKey?.ToDictionary();
        ModelDatabase.Require(!(r.ConsistentRead && index.IsGlobal) && (start is null || start.Count == KeyNames(table, index).Count));
        ModelDatabase.Require(start is null || InSegment(start));
        var rows = table.Rows(index, row => InSegment(row) && (start is null || table.Compare(index, row, start) > 0));
        var page = Page(table, index, rows, r.Limit, r.FilterExpression, r.ProjectionExpression, r.Select, r.ConsistentRead, r.ReturnConsumedCapacity);
        return new() { Items = page.Items, Count = page.Count, ScannedCount = page.Scanned, LastEvaluatedKey = page.Last, ConsumedCapacity = page.Cost };

        bool InSegment(ModelItem row) => First(r.Segment ?? 0) <= table.HashOf(index, row) && table.HashOf(index, row) < First((r.Segment ?? 0) + 1);
        ulong First(int segment) => ((ulong)segment << 32) / (ulong)(r.TotalSegments ?? 1);
    }

    private static List<string> KeyNames(ModelTable table, ModelIndex index) => [.. index.Partitions.Concat(index.Sorts).Concat(table.KeyNames).Distinct()];

    private static bool Holds(KeyAttributeCondition part, ModelItem row) =>
        row[part.Attribute] is var key && part.Operator == SortOperator.BeginsWith
            ? ModelValues.Bytes(key).AsSpan().StartsWith(ModelValues.Bytes(part.Value.ToAttributeValue()))
            : ModelValues.Compare(key, part.Value.ToAttributeValue()) is var order && part.Operator switch
            {
                SortOperator.Equal => order == 0,
                SortOperator.LessThan => order < 0,
                SortOperator.LessThanOrEqual => order <= 0,
                SortOperator.GreaterThan => order > 0,
                SortOperator.GreaterThanOrEqual => order >= 0,
                _ => order >= 0 && ModelValues.Compare(key, part.High.ToAttributeValue()) <= 0,
            };

    // A local index that lacks what is asked for reads each item from the table, and pays for it there.
    private static (List<Item> Items, int Count, int Scanned, Item? Last, ConsumedCapacity? Cost) Page(
        ModelTable table, ModelIndex index, List<ModelItem> rows, int? limit, ConditionExpression? filter, ProjectionExpression? projection, Select? select, bool consistent, ReturnConsumedCapacity wanted)
    {
        var lacks = index.Projected is not null && (select == Select.ALL_ATTRIBUTES || (projection?.Paths.Any(p => !index.Projected.Contains(p.Root)) ?? false));
        ModelDatabase.Require(!(lacks && index.IsGlobal));
        var (items, count, scanned, bytes, pageBytes, fetched) = (new List<Item>(), 0, 0, 0L, 0L, 0.0);
        Item? last = null;
        foreach (var row in rows)
        {
            scanned++;
            bytes += ModelValues.Size(row);
            pageBytes += ModelValues.PageSize(row, table.Sort);
            var item = lacks ? table.Items[table.KeyOf(row)] : row;
            fetched += lacks ? ModelDatabase.ReadUnits(item, consistent) : 0;
            if (filter is null || ModelExpressions.Matches(filter.Root, item))
            {
                count++;
                items.AddRange(select == Select.COUNT ? [] : [ModelDatabase.Project(item, projection)!.Value]);
            }

            if (scanned == limit || pageBytes >= Limits.PageSizeBytes)
            {
                last = Item.From(row.Where(a => KeyNames(table, index).Contains(a.Key)));
                break;
            }
        }

        var units = ModelDatabase.ReadUnits(bytes, consistent);
        return (items, count, scanned, last, ModelDatabase.Cost(table, wanted, index.Name is null ? units + fetched : fetched, index.Name is null ? null : [(index, units)]));
    }
}
