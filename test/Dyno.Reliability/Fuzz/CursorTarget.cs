// Where a page goes on: starting keys of Query and Scan, the tokens of statements, the iterators of shards, the cursors of the provider. What is none is refused
// with an exception of DynamoDB's (of the provider: an ArgumentException).
using Dyno.Engine;
using EFCore.Dyno.Query;

namespace Dyno.Reliability.Fuzz;

internal sealed class CursorTarget : FuzzTarget
{
    private const string Table = "cursors";
    private const string Statement = "SELECT * FROM \"cursors\" WHERE pk = 'a'";
    private const string Plan = "Query cursors";

    private static readonly KeyConditionExpression Partition = KeyConditionExpression.For("pk", EncodedValue.FromString("a"));
    private static readonly KeyConditionExpression Group = KeyConditionExpression.For("g", EncodedValue.FromString("x"));

    private readonly DynoEngine _engine = DynoEngine.Open("cursors", new() { InMemory = true, Throttling = Throttling.None, BlockCacheBytes = 8 << 20, WriteBufferBytes = 8 << 20 });
    private readonly Item[] _keys;
    private readonly string[] _tokens;
    private readonly string[] _iterators;
    private readonly string[] _cursors;

    internal CursorTarget()
    {
        Wait(_engine.CreateTableAsync(new()
        {
            TableName = Table,
            AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N), new("g", AttributeType.S), new("b", AttributeType.B)],
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            GlobalSecondaryIndexes = [new() { IndexName = "index", KeySchema = [new("g", KeyType.HASH), new("b", KeyType.RANGE)] }],
            BillingMode = BillingMode.PAY_PER_REQUEST,
            StreamSpecification = new(true, StreamViewType.KEYS_ONLY),
        }));
        for (var i = 0; i < 20; i++)
        {
            Wait(_engine.PutItemAsync(new() { TableName = Table, Item = Item.Of(("pk", "a"), ("sk", i), ("g", "x"), ("b", new byte[] { 0, (byte)i })) }));
        }

        var page = Wait(_engine.QueryAsync(new() { TableName = Table, IndexName = "index", KeyConditionExpression = Group, Limit = 2 }));
        _keys = [Item.Of(("pk", "a"), ("sk", 3)), page.LastEvaluatedKey!.Value];
        _tokens = [Wait(_engine.ExecuteStatementAsync(new() { Statement = Statement, Limit = 3 })).NextToken!];
        var arn = Wait(_engine.DescribeTableAsync(Table)).LatestStreamArn!;
        var shard = Wait(_engine.DescribeStreamAsync(new() { StreamArn = arn })).Shards[0].ShardId;
        _iterators = [Wait(_engine.GetShardIteratorAsync(new() { StreamArn = arn, ShardId = shard, ShardIteratorType = ShardIteratorType.TRIM_HORIZON })).ShardIterator];
        _cursors = [new PageCursor(CursorKind.After, _keys[0], 0).Encode(Plan), new PageCursor(CursorKind.Before, null, 7).Encode(Plan)];
    }

    private enum Kind
    {
        QueryKey,
        IndexKey,
        ScanKey,
        Token,
        Iterator,
        Cursor,
    }

    internal override string Name => "cursors";

    internal override int Share => 50;

    internal override object Make(Random random)
    {
        var kind = (Kind)random.Next(6);
        return kind <= Kind.ScanKey
            ? (kind, (object)MakeKey(random))
            : (kind, MakeText((kind switch { Kind.Token => _tokens, Kind.Iterator => _iterators, _ => _cursors }) is var known ? known[random.Next(known.Length)] : "", random));
    }

    internal override string? Run(object input)
    {
        var (kind, made) = ((Kind, object))input;
        try
        {
            switch (kind)
            {
                case Kind.QueryKey:
                    return WholePage(Wait(_engine.QueryAsync(new() { TableName = Table, KeyConditionExpression = Partition, ExclusiveStartKey = (Item)made, Limit = 5 })).Items);
                case Kind.IndexKey:
                    return WholePage(Wait(_engine.QueryAsync(new() { TableName = Table, IndexName = "index", KeyConditionExpression = Group, ExclusiveStartKey = (Item)made, Limit = 5 })).Items);
                case Kind.ScanKey:
                    return WholePage(Wait(_engine.ScanAsync(new() { TableName = Table, ExclusiveStartKey = (Item)made, Limit = 5 })).Items);
                case Kind.Token:
                    return WholePage(Wait(_engine.ExecuteStatementAsync(new() { Statement = Statement, Limit = 5, NextToken = (string)made })).Items);
                case Kind.Iterator:
                    Wait(_engine.GetRecordsAsync(new() { ShardIterator = (string)made, Limit = 5 }));
                    return null;
                default:
                    PageCursor.Decode((string)made, Plan);
                    return null;
            }
        }
        catch (DynoException exception) when (exception is not InternalServerErrorException)
        {
            return null;
        }
        catch (ArgumentException) when (kind == Kind.Cursor)
        {
            return null;
        }
    }

    internal override string Print(object input) => (((Kind, object))input) is var (kind, made) && made is Item item ? $"{kind} {item}" : input.ToString()!;

    public override void Dispose() => _engine.Dispose();

    private static string? WholePage(IReadOnlyList<Item> items) =>
        items.All(i => i["pk"]?.AsString() == "a" && i["sk"] is not null) ? null : $"it gives items that are not there: {items[0]}";

    private static AttributeValue Any(Random random) => random.Next(7) switch
    {
        0 => random.Next(-5, 30),
        1 => new byte[random.Next(40)],
        2 => "",
        3 => new string('x', random.Next(3000)),
        4 => true,
        5 => AttributeValue.L(1),
        _ => "a",
    };

    private static string MakeText(string known, Random random)
    {
        var characters = known.ToCharArray().ToList();
        for (var changes = random.Next(4); changes > 0 && characters.Count > 0; changes--)
        {
            var at = random.Next(characters.Count);
            switch (random.Next(4))
            {
                case 0:
                    characters.RemoveAt(at);
                    break;
                case 1:
                    characters.RemoveRange(at, random.Next(characters.Count - at));
                    break;
                default:
                    characters[at] = random.Next(5) == 0 ? (char)random.Next(0xD800) : "ABCabc019-_=|+/"[random.Next(15)];
                    break;
            }
        }

        return string.Concat(characters);
    }

    private Item MakeKey(Random random)
    {
        var attributes = _keys[random.Next(_keys.Length)].ToDictionary().ToDictionary();
        for (var changes = random.Next(3); changes > 0; changes--)
        {
            var name = ((string[])["pk", "sk", "g", "b", "x", "S"])[random.Next(6)];
            if (random.Next(3) == 0)
            {
                attributes.Remove(name);
            }
            else
            {
                attributes[name] = Any(random);
            }
        }

        return Item.From(attributes);
    }

    private static T Wait<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
