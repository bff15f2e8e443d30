// What the rules about queries say. Each names what is read, what that costs, and the way out.

using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers;

internal static partial class Messages
{
    public const string QueryScansTitle = "Query scans the table";

    /// <summary>What is read, the key that nothing fixes, and the nearest index (or nothing).</summary>
    public const string QueryScans = "This query reads the whole {0}: nothing fixes the partition key {1}{2}. Fix a key, or say AllowScan().";

    public const string QueryScansDescription =
        "A query whose conditions fix no partition key by equality reads, and is billed for, every item of the table, however few it returns.";

    public const string SetReadWholeTitle = "Set is read as a whole";

    public const string SetReadWhole = "This reads, and is charged for, every item of the whole {0}. Ask for a partition by {1}, take a page with ToPageAsync, or say AllowScan().";

    public const string SetReadWholeDescription =
        "A set without a condition is a Scan of its table: it grows with the table, and takes the table's read capacity from everything else.";

    public const string OneRowByFilterTitle = "One row is searched for by a filter";

    public const string OneRowByFilter = "{2} reads {1} until a row satisfies '{0}', and all of it where none does. Give the whole key, or an index on it.";

    public const string OneRowByFilterDescription =
        "A filter is applied after items are read and charged: a page of up to 1 MB at a time is read until a row is found.";

    public const string TakeWithFilterTitle = "Take with a filter reads more than it takes";

    public const string TakeWithFilter = "The rows are counted after '{0}' is tested: {1} is read until enough are found. EvaluateAtMost(n) bounds what is read.";

    public const string TakeWithFilterDescription =
        "DynamoDB's Limit counts items before the filter; Take counts rows after it, so that the store may have to read many pages.";

    public const string OrderIsNotTheStoresTitle = "Rows are sorted by the provider";

    public const string OrderIsNotTheStores = "{0} is {1}: all rows are read before the first is given. Order by the sort key, or add an index that has this one.";

    public const string OrderIsNotTheStoresDescription =
        "The store gives rows in the order of a sort key, forward or backward, within one partition. Any other order is made by the provider.";

    public const string SortedByNothing = "in no order";

    public const string ConsistentIndexTitle = "Consistent read of a global index";

    public const string ConsistentIndex = "'{0}' is a global index and can only be read eventually; this query is refused. Leave out ConsistentRead(), or read the table or a local index.";

    public const string ConsistentIndexDescription = "DynamoDB supports consistent reads of tables and of local secondary indexes only.";

    public const string UnknownIndexTitle = "Unknown index";

    public const string UnknownIndex = "'{0}' has no index '{1}'{2}";

    public const string UnknownIndexDescription = "WithIndex names an index of the entity type that the query begins with; the provider refuses any other name.";

    public const string NoIndexes = ": it has none.";

    public const string OffsetPagingTitle = "Paging by Skip";

    public const string OffsetPaging = "Skip reads, and is charged for, every row of {0} that it skips: later pages cost more and more. ToPageAsync(size, cursor) goes on where the last page ended.";

    public const string OffsetPagingDescription = "The store cannot begin at a row's number. A cursor has the key of the last row, from which the next page is read directly.";

    public const string AlternativesTitle = "Alternatives that make a Scan";

    public const string Alternatives = "{0}";

    public const string AlternativesDescription =
        "A key condition is an equality, or a list of values for one key. Alternatives over different properties, and inequalities, are filters over all items.";

    public const string EachAlternative =
        "Each of these alternatives alone would read by a key; together they scan. Ask for each in a query of its own (Concat), or for values of one key by list.Contains(key).";

    public const string KeyIsComputedTitle = "Key is computed before it is compared";

    public const string KeyIsComputed = "'{0}' is a key and is found as it is stored: no key condition follows from {1}, and the items are read. Compare it whole or by StartsWith, and store a form that can be (as in lower case).";

    public const string KeyIsComputedDescription = "An index knows the stored value: equality for a partition key, and equality, ranges and StartsWith for a sort key.";

    public const string KeyWithGapTitle = "Key is given with a gap";

    public const string KeyWithGap = "'{0}' narrows nothing of {2}, because '{1}' stands before it in the sort key and is open. Give '{1}' too, or add an index that begins with '{0}'.";

    public const string KeyWithGapDescription = "A sort key of several parts is a text (or several attributes) that is compared from its beginning.";

    public const string IndexLacksTitle = "Index lacks what is read";

    public const string IndexLacks = "Index '{0}' would answer this query, but does not have {1}: the whole {2} is scanned. Project it into the index, or select only what the index has.";

    public const string IndexLacksDescription = "An index with a projection has its keys and the attributes that are projected; a query that reads more cannot use it.";

    public const string WholeEntities = "whole entities";

    public const string ClientWorkTitle = "Work that the store does not do";

    public const string ClientWork = "{0} is done by the provider over all rows that it reads of {1}, which are held in memory. Keep such figures in items of their own, or narrow what is read.";

    public const string ClientWorkDescription = "DynamoDB has no groups, set operations or other orders; the provider reads the rows and does them.";

    public const string ExpiredVisibleTitle = "Expired items are still found";

    public const string ExpiredVisible = "'{0}' expires by '{1}', but is found until DynamoDB has deleted it, up to days later. Ask for what has not expired, here or in a query filter.";

    public const string ExpiredVisibleDescription = "Time to live deletes in the background, typically within a few days. Until then items are read, and counted, as before.";

    public const string QueryPlanTitle = "Plan of a query";

    public const string QueryPlan = "{0} {1}: {2}";

    public const string QueryPlanDescription = "The request that the provider will make for this query, chosen by the same rules as at run time.";

    public const string IndexCannotAnswerTitle = "Index cannot answer the query";

    public const string IndexCannotAnswer = "{0}";

    public const string IndexCannotAnswerDescription = "A query that names an index is answered by it or refused: an index without a row or an attribute that is asked for would give a wrong answer.";

    public const string BulkWithoutKeyTitle = "Bulk write without whole keys";

    public const string BulkWithoutKey = "{0} reads the keys of all rows in {1} that match, and writes each by itself. With whole keys it is one request each, without a read.";

    public const string BulkWithoutKeyDescription = "DynamoDB writes items by their whole key. Without it, rows are found by a Query first, and each is written with a request and units of its own.";

    public static string Table(Model.EntityModel entity) => "table " + entity.TableDisplay;

    public static string Index(string name) => $"index '{name}'";

    /// <summary><c>a partition of table 'Coupons'</c>.</summary>
    public static string Path(AccessPath path) => path.IndexName is null ? $"table '{path.TableName}'" : $"index '{path.IndexName}'";

    public static string SortedBy(KeyShape sort) => $"sorted by {sort}";

    public static string NearestIndex(string index, IEnumerable<string> missing) => $". Fixing {Names(missing)} would make it a Query on '{index}'";

    public static string Indexes(IEnumerable<string> names) => $". It has {Names(names)}.";

    public static string DidYouMean(string name) => $". Did you mean '{name}'?";

    public static string UseIndex(string name) => $"Use the index '{name}'";

    public static string Unequal(string property) =>
        $"'{property}' is a key, but != names every partition except one: the whole table is read. Name the values that are wanted: list.Contains({property}).";

    public static string Names(IEnumerable<string> properties) => string.Join(", ", properties.Select(p => $"'{p}'"));

    /// <summary>Code as it is written, in one line and not too long.</summary>
    public static string Text(IOperation operation)
    {
        var text = string.Join(" ", operation.Syntax.ToString().Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 80 ? text : text.Substring(0, 77) + "...";
    }
}
