// The tables that the model's operations speak of: every type of key, indexes of both kinds with every projection, with one key attribute and with several.
namespace Dyno.Reliability.Model;

internal static class ModelTables
{
    internal static readonly (string Name, AttributeType Type)[] IndexKeys =
        [("g", AttributeType.S), ("v", AttributeType.N), ("x", AttributeType.S), ("b", AttributeType.B)];

    // What UpdateTable adds and takes away again.
    internal static readonly GlobalSecondaryIndex[] Late =
    [
        Global("late1", Projection.All, ["v"], []),
        Global("late2", Projection.Include("a", "l"), ["x"], ["v"]),
        Global("late3", Projection.KeysOnly, ["b"], ["g"]),
    ];

    internal static readonly CreateTableRequest[] All =
    [
        Table("plain", AttributeType.S, null, [], []),
        Table("hash", AttributeType.S, null, [], [Global("byG", Projection.All, ["g"], ["v"])], stream: true),
        Table("texts", AttributeType.S, AttributeType.S,
            [Local("byV", Projection.Include("a", "m"), "v"), Local("byX", Projection.KeysOnly, "x")], [Global("byG", Projection.All, ["g"], ["sk"])]),
        Table("numbers", AttributeType.S, AttributeType.N, [], [Global("byV", Projection.KeysOnly, ["v"], []), Global("byB", Projection.Include("a"), ["b"], ["x"])], stream: true),
        Table("binaries", AttributeType.N, AttributeType.B, [Local("byV", Projection.All, "v")], [Global("several", Projection.All, ["g", "v"], ["x", "b"])]),
        Table("bytes", AttributeType.B, null, [], []),
    ];

    internal static AttributeDefinition[] Definitions(params IEnumerable<string> names) =>
        [.. IndexKeys.Where(k => names.Contains(k.Name)).Select(k => new AttributeDefinition(k.Name, k.Type))];

    internal static IEnumerable<string> KeysOf(SecondaryIndex index) => index.KeySchema.Select(k => k.AttributeName);

    private static CreateTableRequest Table(
        string name, AttributeType partition, AttributeType? sort, LocalSecondaryIndex[] local, GlobalSecondaryIndex[] global, bool stream = false) => new()
        {
            TableName = name,
            AttributeDefinitions =
            [
                new("pk", partition),
                .. sort is { } type ? new AttributeDefinition[] { new("sk", type) } : [],
                .. Definitions([.. local.SelectMany(KeysOf), .. global.SelectMany(KeysOf)]),
            ],
            KeySchema = [new("pk", KeyType.HASH), .. sort is null ? [] : new KeySchemaElement[] { new("sk", KeyType.RANGE) }],
            LocalSecondaryIndexes = local.Length == 0 ? null : local,
            GlobalSecondaryIndexes = global.Length == 0 ? null : global,
            // Small enough for one partition: what a scan costs does not hang on how keys are spread.
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new(5, 5),
            StreamSpecification = stream ? new(true, StreamViewType.NEW_AND_OLD_IMAGES) : null,
        };

    private static GlobalSecondaryIndex Global(string name, Projection projection, string[] partitions, string[] sorts) => new()
    {
        IndexName = name,
        Projection = projection,
        ProvisionedThroughput = new(5, 5),
        KeySchema = [.. partitions.Select(p => new KeySchemaElement(p, KeyType.HASH)), .. sorts.Select(s => new KeySchemaElement(s, KeyType.RANGE))],
    };

    private static LocalSecondaryIndex Local(string name, Projection projection, string sort) =>
        new() { IndexName = name, Projection = projection, KeySchema = [new("pk", KeyType.HASH), new(sort, KeyType.RANGE)] };
}
