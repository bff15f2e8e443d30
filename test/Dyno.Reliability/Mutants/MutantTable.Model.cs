// The planted bugs of what the operations answer: ranges, pages, capacity, expressions, indexes and streams.
namespace Dyno.Reliability.Mutants;

internal static partial class MutantTable
{
    private const string Core = "src/Dyno.Core/";

    private static Mutant[] Model =>
    [
        // The upper bound of a range of sort keys is not in it.
        new("between without its end", Engine + "Reading/QueryRange.cs", "Append(ref upper, target, sort.High.Read().KeyBytes, Edge.After);",
            "Append(ref upper, target, sort.High.Read().KeyBytes, Edge.Before);", "model", 50_000, "QueryRequest"),

        // A write of exactly so many units costs one more.
        new("one unit too many", Engine + "Capacity/CapacityUnits.cs", "(bytes + Limits.WriteUnitBytes - 1) / Limits.WriteUnitBytes", "(bytes + Limits.WriteUnitBytes) / Limits.WriteUnitBytes",
            "model", 100_000, "Capacity"),

        // The next page of a query that goes backwards begins with the last row of the one before.
        new("page repeats a row", Engine + "Operations/Query.cs", "if (forward)\n            {\n                bound.AppendByte(0);", "if (key.Written.Length > 0)\n            {\n                bound.AppendByte(0);",
            "model", 50_000, "QueryRequest"),

        // An entry of an index lacks the attributes that are null.
        new("projection without nulls", Engine + "Indexes/IndexProjection.cs", "if (reader.TryFind(name, out var value))", "if (reader.TryFind(name, out var value) && value.Type != AttributeType.NULL)",
            "model", 50_000),

        // An element of a list that is removed moves those behind it before the next action looks for its own.
        new("removal moves elements", Core + "Expressions/UpdateNode.cs", "node._removed = result.IsDefault;",
            "node._removed = result.IsDefault;\n            if (node._removed)\n            {\n                _elements!.RemoveAt(segment.Index);\n            }", "model", 50_000, "Update"),

        // The function size counts bytes.
        new("size in bytes", Core + "Expressions/ConditionEvaluator.cs", "size = Encoding.UTF8.GetCharCount(value.Utf8);", "size = value.Utf8.Length;", "model", 50_000),

        // A write that changes nothing leaves a record in the stream.
        new("stream of nothing", Engine + "Commit/ActionDecision.cs", "action.NeedsImage && change.Existed && change.Before == change.After;",
            "action.NeedsImage && change.Existed && change.Before.Size < 0;", "model", 50_000, "the stream of"),

        // A batch may name an item twice.
        new("item twice in a batch", Engine + "Operations/BatchWriteItem.cs", "actions[next++] = keys.Add(action.Change.Key) ? action", "actions[next++] = keys.Add(action.Change.Key) || next > 1 ? action",
            "model", 50_000, "BatchWriteItem"),

        // What stands beside each other is taken for absent when many items are written.
        new("neighbours not found", Engine + "Commit/NeighbourWalk.cs", "exists = !_isAtEnd && _walk.Key.SequenceEqual(key);", "exists = false;", "model", 50_000),

        // The last items of a table are not brought into an index that is added.
        new("index not filled to its end", Engine + "Indexes/IndexBuilder.cs", "        await CommitAsync(commits, actions).ConfigureAwait(false);\n        while", "        while",
            "model", 50_000),
    ];
}
