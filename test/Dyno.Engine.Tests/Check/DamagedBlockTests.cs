// A block of a table file is damaged: what reads it is refused or gives everything, and the check tells of it. The first block of a file and the last are those
// that a walk meets when it steps from one file of a level to the next.
using Dyno.Expressions;
using Dyno.Storage;

namespace Dyno.Engine.Tests.Check;

public sealed class DamagedBlockTests
{
    private const int Items = 1200;

    private static readonly DynoEngineOptions Options = new() { WriteBufferBytes = 64 << 10, BlockCacheBytes = 256 << 10 };

    [Fact]
    public async Task Damaged_blocks_are_refused_and_told_of()
    {
        var path = Path.Combine(Path.GetTempPath(), "dyno-engine-tests", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(path);
        try
        {
            await FillAsync(path);
            int refused = 0, told = 0, damages = 0;
            foreach (var file in Directory.GetFiles(path, "*.sst"))
            {
                var bytes = File.ReadAllBytes(file);

                // The first data block; and one of the last, before the filter and the index.
                foreach (var place in (int[])[20, bytes.Length * 4 / 5])
                {
                    var damaged = bytes.ToArray();
                    damaged[place] ^= 1;
                    File.WriteAllBytes(file, damaged);
                    damages++;
                    refused += await ReadAsync(path) ? 0 : 1;
                    told += IsTold(path) ? 1 : 0;
                    File.WriteAllBytes(file, bytes);
                }
            }

            Assert.True(damages > 40, $"{damages} damages");
            Assert.True(refused > damages / 4, $"{refused} of {damages} refused");
            Assert.Equal(damages, told);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static async Task FillAsync(string path)
    {
        await using var engine = DynoEngine.Open(path, Options);
        foreach (var name in (string[])["gone", "things"])
        {
            await engine.CreateTableAsync(new CreateTableRequest
            {
                TableName = name,
                AttributeDefinitions = [new("pk", AttributeType.S), new("sk", AttributeType.N), new("kind", AttributeType.S)],
                KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
                GlobalSecondaryIndexes = [new GlobalSecondaryIndex { IndexName = "ByKind", KeySchema = [new("kind", KeyType.HASH), new("sk", KeyType.RANGE)] }],
                BillingMode = BillingMode.PAY_PER_REQUEST,
                StreamSpecification = new(true, StreamViewType.NEW_AND_OLD_IMAGES),
            });
            await engine.UpdateTimeToLiveAsync(new() { TableName = name, TimeToLiveSpecification = new(true, "ends") });
            var random = new Random(1);
            for (var i = 0; i < Items; i++)
            {
                var text = new byte[150];
                random.NextBytes(text);
                await engine.PutItemAsync(new()
                {
                    TableName = name,
                    Item = Item.Of(
                        ("pk", $"p{i % 7}"), ("sk", i), ("kind", "all"), ("text", Convert.ToBase64String(text)), ("ends", DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds() + i)),
                });
            }
        }

        // Deleted ranges, before the rest and within it.
        await engine.DeleteTableAsync("gone");
        engine.Context.Store.Flush();
        foreach (var family in engine.Context.Store.ColumnFamilies)
        {
            engine.Context.Store.CompactRange(family);
        }
    }

    // Whether everything was read; it must be right then.
    private static async Task<bool> ReadAsync(string path)
    {
        try
        {
            await using var engine = DynoEngine.Open(path, Options);
            var values = ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [":b"] = "all" });
            var reads = new List<Func<Task<int>>>
            {
                () => CountAsync(async from =>
                {
                    var page = await engine.ScanAsync(new() { TableName = "things", ExclusiveStartKey = from });
                    return (page.Items.Count, page.LastEvaluatedKey);
                }),
                () => CountAsync(async from =>
                {
                    var page = await engine.QueryAsync(new()
                    {
                        TableName = "things",
                        IndexName = "ByKind",
                        ScanIndexForward = false,
                        KeyConditionExpression = KeyConditionExpression.Parse("kind = :b", values),
                        ExclusiveStartKey = from,
                    });
                    return (page.Items.Count, page.LastEvaluatedKey);
                }),
                async () => (await Streams.WholeStream.ReadAllAsync(engine, (await engine.DescribeTableAsync("things")).LatestStreamArn!)).Count,
            };
            var isWhole = true;
            foreach (var read in reads)
            {
                try
                {
                    Assert.Equal(Items, await read());
                }
                catch (InternalServerErrorException)
                {
                    isWhole = false;
                }
            }

            return isWhole;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static async Task<int> CountAsync(Func<Item?, Task<(int Count, Item? Last)>> read)
    {
        var count = 0;
        Item? from = null;
        do
        {
            (var page, from) = await read(from);
            count += page;
        }
        while (from is not null);
        return count;
    }

    private static bool IsTold(string path)
    {
        try
        {
            return DatabaseCheck.Run(path).FaultCount > 0;
        }
        catch (StoreException)
        {
            return true;
        }
    }
}
