// A stream and its shards, and their form on disk: an item under "s/" + table id u32 + label in the family `meta`. Immutable: a change is a new state.
//
//   v 1 | id (of the table) | name (of the table) | label | view | created, disabled? (Unix milliseconds) | key [partition, sort?] | trimmed
//   shards [{from, parent?, opened, to?, closed?}], oldest first
//
// A shard is a range of sequence numbers of the table's journal: from `from` to `to`, or without end while it is open. Each continues the one before it.
// An item's changes are in order because one shard at a time takes all of a table's changes. Records up to `trimmed` are gone.
using System.Globalization;

namespace Dyno.Engine.Streams;

internal sealed record StreamState
{
    private const int Version = 1;
    private const string LabelFormat = "yyyy-MM-dd'T'HH:mm:ss.fff";

    public required uint TableId { get; init; }

    public required string TableName { get; init; }

    public required string Label { get; init; }

    public required StreamViewType View { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? Disabled { get; init; }

    public required IReadOnlyList<string> Key { get; init; }

    public required IReadOnlyList<ShardState> Shards { get; init; }

    public ulong Trimmed { get; init; }

    public string Arn => ArnOf(TableName, Label);

    public byte[] StorageKey => MetaKeys.Stream(TableId, Label);

    public static string ArnOf(string tableName, string label) => $"{TableArn.Of(tableName)}/stream/{label}";

    public static string LabelOf(DateTimeOffset time) => time.UtcDateTime.ToString(LabelFormat, CultureInfo.InvariantCulture);

    public ShardState? Find(string shardId)
    {
        foreach (var shard in Shards)
        {
            if (shard.Id == shardId)
            {
                return shard;
            }
        }

        return null;
    }

    public Item ToItem()
    {
        var fields = new Dictionary<string, AttributeValue>
        {
            ["v"] = Version,
            ["id"] = (long)TableId,
            ["name"] = TableName,
            ["label"] = Label,
            ["view"] = View.ToString(),
            ["created"] = Created.ToUnixTimeMilliseconds(),
            ["key"] = AttributeValue.L([.. Key.Select(k => AttributeValue.S(k))]),
            ["trimmed"] = (long)Trimmed,
            ["shards"] = AttributeValue.L([.. Shards.Select(s => s.ToValue())]),
        };
        if (Disabled is { } disabled)
        {
            fields["disabled"] = disabled.ToUnixTimeMilliseconds();
        }

        return Item.From(fields);
    }

    public static StreamState FromItem(Item item)
    {
        try
        {
            var fields = item.ToDictionary();
            return Number(fields["v"]) != Version
                ? throw new InvalidDataException(Messages.StreamNewer)
                : new StreamState
                {
                    TableId = (uint)Number(fields["id"]),
                    TableName = fields["name"].AsString(),
                    Label = fields["label"].AsString(),
                    View = Enum.Parse<StreamViewType>(fields["view"].AsString()),
                    Created = Time(fields["created"]),
                    Disabled = fields.TryGetValue("disabled", out var disabled) ? Time(disabled) : null,
                    Key = [.. fields["key"].AsList().Select(k => k.AsString())],
                    Trimmed = (ulong)Number(fields["trimmed"]),
                    Shards = ReadShards(fields["shards"].AsList()),
                };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(Messages.StreamDamaged, exception);
        }
    }

    private static List<ShardState> ReadShards(IReadOnlyList<AttributeValue> values)
    {
        var shards = new List<ShardState>(values.Count);
        foreach (var value in values)
        {
            var fields = value.AsMap();
            shards.Add(new ShardState(
                (ulong)Number(fields["from"]),
                fields.TryGetValue("parent", out var parent) ? parent.AsString() : null,
                Time(fields["opened"]),
                fields.TryGetValue("to", out var to) ? (ulong)Number(to) : null,
                fields.TryGetValue("closed", out var closed) ? Time(closed) : null));
        }

        return shards;
    }

    private static DateTimeOffset Time(AttributeValue value) => DateTimeOffset.FromUnixTimeMilliseconds(Number(value));

    private static long Number(AttributeValue value) => value.AsNumber().TryToInt64(out var number) ? number : throw new FormatException();
}

internal sealed record ShardState(ulong From, string? ParentId, DateTimeOffset Opened, ulong? To = null, DateTimeOffset? Closed = null)
{
    // Sorts as the shards follow each other.
    public string Id { get; } = string.Create(CultureInfo.InvariantCulture, $"shardId-{From:D20}-{(uint)Opened.ToUnixTimeMilliseconds():x8}");

    public AttributeValue ToValue()
    {
        var fields = new Dictionary<string, AttributeValue> { ["from"] = (long)From, ["opened"] = Opened.ToUnixTimeMilliseconds() };
        if (ParentId is { } parent)
        {
            fields["parent"] = parent;
        }

        if (To is { } to && Closed is { } closed)
        {
            fields["to"] = (long)to;
            fields["closed"] = closed.ToUnixTimeMilliseconds();
        }

        return AttributeValue.M(fields);
    }

    public Shard Describe() => new(
        Id, new SequenceNumberRange(SequenceNumbers.ToText(From), To is { } to ? SequenceNumbers.ToText(to) : null), ParentId);
}
