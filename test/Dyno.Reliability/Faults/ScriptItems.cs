// The tables and items of the script. An item is a function of its key and version, so that a look at it tells whether it is whole.
using System.Globalization;

namespace Dyno.Reliability.Faults;

internal static class ScriptItems
{
    internal const string Orders = "orders";
    internal const string Accounts = "accounts";
    internal const string FirstIndex = "byX";
    internal const string LaterIndex = "byY";
    internal const int Keys = 40;

    internal static readonly string[] Tables = [Orders, Accounts];

    internal static Item KeyOf(string table, int key) =>
        table == Orders ? Item.Of(("pk", $"p{key % 6}"), ("sk", key)) : Item.Of(("pk", $"a{key}"));

    internal static int NumberOf(string table, Item item) =>
        int.Parse(table == Orders ? item["sk"]!.AsNumber().ToString() : item["pk"]!.AsString()[1..], CultureInfo.InvariantCulture);

    internal static long VersionOf(Item item) => long.Parse(item["v"]!.AsNumber().ToString(), CultureInfo.InvariantCulture);

    internal static Item Of(string table, int key, long version) =>
        Item.From([.. KeyOf(table, key), .. Attributes(version).Select(a => KeyValuePair.Create(a.Name, a.Value))]);

    /// <summary>All attributes that are not of the key. Sizes are such that a hundred versions fill the smallest write buffer.</summary>
    internal static (string Name, AttributeValue Value)[] Attributes(long version)
    {
        var random = new Random((int)version * 7919);
        var data = new byte[random.Next(8) == 0 ? random.Next(9000) : random.Next(900)];
        random.NextBytes(data);
        return
        [
            ("v", version),
            ("x", (version * 31) % 7),
            ("y", $"y{version % 11}"),
            ("d", data),
            // In the year 2100.
            ("expires", 4_102_444_800 + version),
        ];
    }

    internal static CreateTableRequest Create(string table) => new()
    {
        TableName = table,
        AttributeDefinitions = table == Orders
            ? [new("pk", AttributeType.S), new("sk", AttributeType.N), new("x", AttributeType.N)]
            : [new("pk", AttributeType.S), new("x", AttributeType.N)],
        KeySchema = table == Orders ? [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)] : [new("pk", KeyType.HASH)],
        GlobalSecondaryIndexes =
        [
            new() { IndexName = FirstIndex, KeySchema = [new("x", KeyType.HASH)], Projection = table == Orders ? Projection.All : Projection.KeysOnly },
        ],
        BillingMode = BillingMode.PAY_PER_REQUEST,
        StreamSpecification = new StreamSpecification(true, StreamViewType.NEW_AND_OLD_IMAGES),
    };

    internal static UpdateTableRequest AddLaterIndex(string table) => new()
    {
        TableName = table,
        AttributeDefinitions = [new("y", AttributeType.S)],
        GlobalSecondaryIndexUpdates =
            [new CreateGlobalSecondaryIndexAction(new() { IndexName = LaterIndex, KeySchema = [new("y", KeyType.HASH)], Projection = Projection.Include("v") })],
    };

    internal static UpdateTableRequest DropFirstIndex(string table) => new()
    {
        TableName = table,
        GlobalSecondaryIndexUpdates = [new DeleteGlobalSecondaryIndexAction(FirstIndex)],
    };
}
