// What a query asks of the store and what is left for the provider: a plain value, printed by ToQueryString and pinned by goldens.

using System.Text;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal enum AccessKind
{
    GetItem,
    BatchGetItem,
    Query,
    Scan,
}

// The text of a key attribute as it is put together when the query runs. Exact: all of it; otherwise a beginning.
internal sealed record KeyValue(KeyShape Key, IReadOnlyList<KeyPiece> Pieces)
{
    // Whether there are several, by a list of values or by shards.
    public bool IsListed => Pieces.Any(p => p.IsList);

    public override string ToString() => Pieces is [{ Property: not null } piece] && Key.Property is not null
        ? piece.Text
        : string.Join(" + ", Pieces.Select(p => p.Literal is { } literal ? $"\"{literal}\""
            : p.Shards is { } shards ? p.ShardedBy is { } by ? $"shard of {string.Join(", ", by)}" : shards.ToString()
            : p.Text))
            .Replace("\" + \"", "", StringComparison.Ordinal);
}

internal sealed record KeyPiece(KeyShapeSegment Segment, FilterTerm? Term, bool IsList = false, bool IsBound = false)
{
    public string? Literal => Segment.Literal;

    // What the term is compared with, where that is one attribute: a value of an enum reads as it is stored there.
    public FilterField? Field { get; init; }

    public string Text => Field?.TextOf(Term!) ?? Term!.ToString();

    // The beginning of a text, not the whole of it.
    public bool IsPrefix { get; init; }

    // A shard: what decides it, or null where all of them are asked for.
    public ShardSegment? Shards => Segment.Shards;

    public IReadOnlyList<FilterTerm>? ShardedBy { get; init; }

    public IProperty? Property => Segment.Property;
}

internal enum SortMatch
{
    Equal,
    BeginsWith,
    Between,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed record SortRange(SortMatch Match, KeyValue Low, KeyValue? High = null)
{
    public string ToString(string attribute) => Match switch
    {
        SortMatch.Equal => $"{attribute} = {Low}",
        SortMatch.BeginsWith => $"begins_with({attribute}, {Low})",
        SortMatch.Between => $"{attribute} BETWEEN {Low} AND {High}",
        SortMatch.Less => $"{attribute} < {Low}",
        SortMatch.LessOrEqual => $"{attribute} <= {Low}",
        SortMatch.Greater => $"{attribute} > {Low}",
        _ => $"{attribute} >= {Low}",
    };
}

internal sealed record QueryPlan
{
    public required AccessKind Kind { get; init; }

    public required AccessPath Path { get; init; }

    public KeyValue? Partition { get; init; }

    // Equalities beside it: further attributes of the partition key, and those of the sort key before the one that Sort is of.
    public IReadOnlyList<KeyValue> MoreKeys { get; init; } = [];

    public SortRange? Sort { get; init; }

    public FilterNode? Filter { get; init; }

    // Places among the query's predicates that the provider tests on each row.
    public IReadOnlyList<int> ClientPredicates { get; init; } = [];

    public bool OrderedByStore { get; init; }

    public bool Backward { get; init; }

    // What rows of several partitions, each in the store's order, are merged by.
    public IReadOnlyList<MergeKey> Merge { get; init; } = [];

    // Rows to take after skipping may be pushed as the store's Limit.
    public bool LimitPushed { get; init; }

    public bool CountPushed { get; init; }

    // Whether the query is done after some of the rows.
    public bool StopsEarly { get; init; }

    // What is asked for is among the items that the query around it reads.
    public bool FromCollection { get; init; }

    public bool ConsistentRead { get; init; }

    public bool ScanAllowed { get; init; }

    // The attributes that are read, where not all are.
    public IReadOnlyList<string>? Attributes { get; init; }

    public required string Why { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    // Whether the keys of many rows around the query are asked for together, or before their rows are given, where that is worth its while.
    public bool IsGathered { get; init; }

    // Rough read units for choosing between paths; not what DynamoDB will charge.
    public double EstimatedCost { get; init; }

    public bool HasListKey => Partition?.IsListed == true || MoreKeys.Any(k => k.IsListed) || Sort?.Low.IsListed == true;

    // Whether one partition after another is given, in the order of their keys.
    public bool SortsPartitions => Merge.Count > 0 && Path.PartitionKeys.Contains(Merge[0].Key);

    public bool IsMerged => Merge.Count > 0 && !SortsPartitions;

    // Whether it takes several Queries that need not wait for each other. Where the query ends after some rows, the next partition may not be needed.
    public bool IsScattered => Kind == AccessKind.Query && HasListKey && (IsMerged || !StopsEarly);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(FromCollection ? "Collection" : Kind.ToString()).Append(' ').Append(Path);
        if (Partition is not null)
        {
            text.AppendLine().Append("  key: ").AppendJoin(" AND ", MoreKeys.Prepend(Partition).Select(Equality));
            if (Sort is not null)
            {
                text.Append(" AND ").Append(Sort.Low.IsListed ? Equality(Sort.Low) : Sort.ToString(Sort.Low.Key.AttributeName));
            }
        }

        Line("keys", !IsGathered ? null : Kind == AccessKind.Query ? "of several rows at a time over a network" : "of many rows in one BatchGetItem over a network");
        Line("filter", Filter?.ToString());
        Line("attributes", Attributes is null ? null : string.Join(", ", Attributes));
        Line("order", OrderedByStore ? Backward ? "sort key, descending" : "sort key, ascending" : null);
        Line("partitions", SortsPartitions ? "in the order of their keys" : null);
        Line("partitions", IsScattered ? "several at a time over a network" : null);
        Line("select", CountPushed ? "COUNT" : null);
        Line("limit", LimitPushed ? "pushed" : null);
        Line("consistent", ConsistentRead ? "yes" : null);
        Line("why", FromCollection ? null : Why);
        foreach (var note in Notes)
        {
            Line("client", note);
        }

        return text.ToString();

        static string Equality(KeyValue key) => $"{key.Key.AttributeName} {(key.IsListed ? "IN" : "=")} {key}";

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                text.AppendLine().Append("  ").Append(name).Append(": ").Append(value);
            }
        }
    }
}
