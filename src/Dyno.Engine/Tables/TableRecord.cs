// What the catalog keeps of a table, and its form on disk: an item (see ItemFormat in Dyno.Core) under "t/" + name in the family `meta`.
//
//   v 1 or 2 | id | name | tableId | created (ISO 8601) | billing | read, write (provisioned only) | types {attribute: S|N|B}
//   stream? (view type) | streamLabel? | ttl? {attribute?, indexed, changed (ISO 8601)}
//   key [partition, sort?] | indexes [{id, name, global, key [..], partitions?, projection, attributes [..], read?, write?, history?, building? true}]
//   history? {decreases, increased?, decreased?} | switches? [ISO 8601] | settings? (see TableSettings)
//
// An index key is its partition keys and then its sort keys; partitions tells how many are the former, where it is not [partition, sort?]. A record with
// such an index is of version 2, all others are of version 1, which earlier engines read.
using System.Globalization;

namespace Dyno.Engine;

internal sealed record TableRecord
{
    private const int VersionWithoutSeveral = 1;
    private const int Version = 2;

    public required uint Id { get; init; }

    public required string TableName { get; init; }

    public required string TableId { get; init; }

    public required DateTimeOffset CreationDateTime { get; init; }

    public required IReadOnlyList<AttributeDefinition> AttributeDefinitions { get; init; }

    public required string PartitionKey { get; init; }

    public string? SortKey { get; init; }

    public required IReadOnlyList<IndexRecord> Indexes { get; init; }

    public BillingMode BillingMode { get; init; }

    public ProvisionedThroughput? Throughput { get; init; }

    public ThroughputHistory History { get; init; } = ThroughputHistory.None;

    // To on demand, oldest first.
    public IReadOnlyList<DateTimeOffset> Switches { get; init; } = [];

    public TableSettings Settings { get; init; } = TableSettings.None;

    // Null where no stream is enabled.
    public StreamViewType? Stream { get; init; }

    // Of the enabled stream, or of the last one that was.
    public string? StreamLabel { get; init; }

    public TimeToLiveRecord? TimeToLive { get; init; }

    public KeyAttribute Attribute(string name)
    {
        foreach (var definition in AttributeDefinitions)
        {
            if (definition.AttributeName == name)
            {
                return new KeyAttribute(name, definition.AttributeType);
            }
        }

        throw new InvalidDataException(Messages.CatalogDamaged(TableName));
    }

    public Item ToItem()
    {
        var fields = new Dictionary<string, AttributeValue>
        {
            ["v"] = Indexes.Any(i => i.HasSeveral) ? Version : VersionWithoutSeveral,
            ["id"] = (long)Id,
            ["name"] = TableName,
            ["tableId"] = TableId,
            ["created"] = CreationDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["billing"] = BillingMode.ToString(),
            ["key"] = KeyOf(PartitionKey, SortKey),
            ["types"] = AttributeValue.L([.. AttributeDefinitions.Select(
                a => AttributeValue.L(a.AttributeName, a.AttributeType.ToName()))]),
            ["indexes"] = AttributeValue.L([.. Indexes.Select(ToValue)]),
        };
        Add(fields, Throughput, History);
        if (Switches.Count > 0)
        {
            fields["switches"] = ModeSwitches.ToValue(Switches);
        }

        if (Settings.ToValue() is { } settings)
        {
            fields["settings"] = settings;
        }

        if (Stream is { } stream)
        {
            fields["stream"] = stream.ToString();
        }

        if (StreamLabel is not null)
        {
            fields["streamLabel"] = StreamLabel;
        }

        if (TimeToLive is not null)
        {
            fields["ttl"] = TimeToLive.ToValue();
        }

        return Item.From(fields);
    }

    public static TableRecord FromItem(string tableName, Item item)
    {
        try
        {
            var fields = item.ToDictionary();
            if (Number(fields["v"]) is not (VersionWithoutSeveral or Version))
            {
                throw new InvalidDataException(Messages.CatalogNewer(tableName));
            }

            var key = fields["key"].AsList();
            return new TableRecord
            {
                Id = (uint)Number(fields["id"]),
                TableName = fields["name"].AsString(),
                TableId = fields["tableId"].AsString(),
                CreationDateTime = DateTimeOffset.Parse(fields["created"].AsString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
                BillingMode = Enum.Parse<BillingMode>(fields["billing"].AsString()),
                Throughput = ThroughputOf(fields),
                History = ThroughputHistory.FromValue(fields.GetValueOrDefault("history")),
                Switches = ModeSwitches.FromValue(fields.GetValueOrDefault("switches")),
                Settings = TableSettings.FromValue(fields.GetValueOrDefault("settings")),
                AttributeDefinitions = [.. fields["types"].AsList().Select(DefinitionOf)],
                PartitionKey = key[0].AsString(),
                SortKey = key.Count > 1 ? key[1].AsString() : null,
                Indexes = [.. fields["indexes"].AsList().Select(IndexOf)],
                Stream = fields.TryGetValue("stream", out var stream) ? Enum.Parse<StreamViewType>(stream.AsString()) : null,
                StreamLabel = fields.TryGetValue("streamLabel", out var label) ? label.AsString() : null,
                TimeToLive = fields.TryGetValue("ttl", out var ttl) ? TimeToLiveRecord.FromValue(ttl) : null,
            };
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException(Messages.CatalogDamaged(tableName), exception);
        }
    }

    private static AttributeValue ToValue(IndexRecord index)
    {
        var fields = new Dictionary<string, AttributeValue>
        {
            ["id"] = (long)index.Id,
            ["name"] = index.Name,
            ["global"] = index.IsGlobal,
            ["key"] = AttributeValue.L([.. index.PartitionKeys.Concat(index.SortKeys).Select(k => AttributeValue.S(k))]),
            ["projection"] = index.Projection.ProjectionType.ToString(),
            ["attributes"] = AttributeValue.L([.. index.Projection.NonKeyAttributes.Select(a => AttributeValue.S(a))]),
        };
        if (index.HasSeveral)
        {
            fields["partitions"] = index.PartitionKeys.Count;
        }

        Add(fields, index.Throughput, index.History);
        TableSettings.Add(fields, index.OnDemand, index.Warm);
        if (index.IsBuilding)
        {
            fields["building"] = true;
        }

        return AttributeValue.M(fields);
    }

    private static IndexRecord IndexOf(AttributeValue value)
    {
        var fields = value.AsMap();
        var key = fields["key"].AsList();
        var partitions = fields.TryGetValue("partitions", out var count) ? (int)Number(count) : 1;
        return new IndexRecord
        {
            Id = (uint)Number(fields["id"]),
            Name = fields["name"].AsString(),
            IsGlobal = fields["global"].AsBool(),
            PartitionKeys = [.. key.Take(partitions).Select(k => k.AsString())],
            SortKeys = [.. key.Skip(partitions).Select(k => k.AsString())],
            Projection = new Projection
            {
                ProjectionType = Enum.Parse<ProjectionType>(fields["projection"].AsString()),
                NonKeyAttributes = [.. fields["attributes"].AsList().Select(a => a.AsString())],
            },
            Throughput = ThroughputOf(fields),
            History = ThroughputHistory.FromValue(fields.GetValueOrDefault("history")),
            OnDemand = TableSettings.OnDemandOf(fields),
            Warm = TableSettings.WarmOf(fields),
            IsBuilding = fields.ContainsKey("building"),
        };
    }

    private static AttributeDefinition DefinitionOf(AttributeValue value)
    {
        var pair = value.AsList();
        return AttributeTypes.TryParse(pair[1].AsString(), out var type)
            ? new AttributeDefinition(pair[0].AsString(), type)
            : throw new FormatException();
    }

    private static AttributeValue KeyOf(string partition, string? sort) => sort is null ? AttributeValue.L(partition) : AttributeValue.L(partition, sort);

    private static void Add(Dictionary<string, AttributeValue> fields, ProvisionedThroughput? throughput, ThroughputHistory history)
    {
        if (history.ToValue() is { } value)
        {
            fields["history"] = value;
        }

        if (throughput is not null)
        {
            fields["read"] = throughput.ReadCapacityUnits;
            fields["write"] = throughput.WriteCapacityUnits;
        }
    }

    private static ProvisionedThroughput? ThroughputOf(IReadOnlyDictionary<string, AttributeValue> fields) =>
        fields.TryGetValue("read", out var read) ? new ProvisionedThroughput(Number(read), Number(fields["write"])) : null;

    private static long Number(AttributeValue value) => value.AsNumber().TryToInt64(out var number) ? number : throw new FormatException();
}

internal sealed record IndexRecord
{
    public required uint Id { get; init; }

    public required string Name { get; init; }

    public required bool IsGlobal { get; init; }

    // One to four; more than one in global indexes only, as of the sort keys.
    public required IReadOnlyList<string> PartitionKeys { get; init; }

    public required IReadOnlyList<string> SortKeys { get; init; }

    public bool HasSeveral => PartitionKeys.Count > 1 || SortKeys.Count > 1;

    public required Projection Projection { get; init; }

    public ProvisionedThroughput? Throughput { get; init; }

    public ThroughputHistory History { get; init; } = ThroughputHistory.None;

    public OnDemandThroughput? OnDemand { get; init; }

    public WarmThroughput? Warm { get; init; }

    // It is being filled: see IndexBuilder.
    public bool IsBuilding { get; init; }

    public IEnumerable<string> KeyNames => PartitionKeys.Concat(SortKeys);
}
