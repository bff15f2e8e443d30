// Settings of a table that its item operations do not ask for, as the catalog keeps them: the map `settings` of a table's record (see TableRecord).
//
//   tags? {name: value} | class? | protected? true | sse? {type, key?} | onDemand? {read?, write?} | warm? {read?, write?}
namespace Dyno.Engine;

internal sealed record TableSettings
{
    public static TableSettings None { get; } = new();

    // By name, in ordinal order.
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    public TableClass? TableClass { get; init; }

    public bool DeletionProtection { get; init; }

    public SSEDescription? Sse { get; init; }

    public OnDemandThroughput? OnDemand { get; init; }

    public WarmThroughput? Warm { get; init; }

    // For the catalog; null where nothing was set.
    public AttributeValue? ToValue()
    {
        var fields = new Dictionary<string, AttributeValue>();
        if (Tags.Count > 0)
        {
            fields["tags"] = AttributeValue.M(Tags.ToDictionary(t => t.Key, t => AttributeValue.S(t.Value)));
        }

        if (TableClass is { } tableClass)
        {
            fields["class"] = tableClass.ToString();
        }

        if (DeletionProtection)
        {
            fields["protected"] = true;
        }

        if (Sse is { } sse)
        {
            var key = new Dictionary<string, AttributeValue> { ["type"] = sse.SSEType.ToString() };
            if (sse.KMSMasterKeyArn is { } arn)
            {
                key["key"] = arn;
            }

            fields["sse"] = AttributeValue.M(key);
        }

        Add(fields, OnDemand, Warm);
        return fields.Count == 0 ? null : AttributeValue.M(fields);
    }

    public static TableSettings FromValue(AttributeValue? value) => value?.AsMap() is not { } fields ? None : new TableSettings
    {
        Tags = fields.TryGetValue("tags", out var tags) ? Sorted(tags.AsMap().Select(t => new Tag(t.Key, t.Value.AsString()))) : [],
        TableClass = fields.TryGetValue("class", out var name) ? Enum.Parse<TableClass>(name.AsString()) : null,
        DeletionProtection = fields.ContainsKey("protected"),
        Sse = fields.TryGetValue("sse", out var sse) ? SseOf(sse.AsMap()) : null,
        OnDemand = OnDemandOf(fields),
        Warm = WarmOf(fields),
    };

    public static IReadOnlyList<Tag> Sorted(IEnumerable<Tag> tags) => [.. tags.OrderBy(t => t.Key, StringComparer.Ordinal)];

    // The same two of an index.
    public static void Add(Dictionary<string, AttributeValue> fields, OnDemandThroughput? onDemand, WarmThroughput? warm)
    {
        if (onDemand is not null)
        {
            fields["onDemand"] = Units(onDemand.MaxReadRequestUnits, onDemand.MaxWriteRequestUnits);
        }

        if (warm is not null)
        {
            fields["warm"] = Units(warm.ReadUnitsPerSecond, warm.WriteUnitsPerSecond);
        }
    }

    public static OnDemandThroughput? OnDemandOf(IReadOnlyDictionary<string, AttributeValue> fields) =>
        fields.TryGetValue("onDemand", out var value) ? new OnDemandThroughput(Number(value.AsMap(), "read"), Number(value.AsMap(), "write")) : null;

    public static WarmThroughput? WarmOf(IReadOnlyDictionary<string, AttributeValue> fields) =>
        fields.TryGetValue("warm", out var value) ? new WarmThroughput(Number(value.AsMap(), "read"), Number(value.AsMap(), "write")) : null;

    private static SSEDescription SseOf(IReadOnlyDictionary<string, AttributeValue> fields) =>
        new(Enum.Parse<SSEType>(fields["type"].AsString()), fields.TryGetValue("key", out var key) ? key.AsString() : null);

    private static AttributeValue Units(long? read, long? write)
    {
        var fields = new Dictionary<string, AttributeValue>();
        if (read is { } reads)
        {
            fields["read"] = reads;
        }

        if (write is { } writes)
        {
            fields["write"] = writes;
        }

        return AttributeValue.M(fields);
    }

    private static long? Number(IReadOnlyDictionary<string, AttributeValue> fields, string name) =>
        !fields.TryGetValue(name, out var value) ? null : value.AsNumber().TryToInt64(out var number) ? number : throw new FormatException();
}
