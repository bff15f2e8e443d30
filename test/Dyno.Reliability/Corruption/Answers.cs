// All that an engine answers to one who reads everything, as a few characters: items and entries by Scan, changes by streams.
using System.Security.Cryptography;
using Dyno.Engine;

namespace Dyno.Reliability.Corruption;

internal static class Answers
{
    internal static async Task<string> OfAsync(DynoEngine engine)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in (await engine.ListTablesAsync(new())).TableNames)
        {
            var table = await engine.DescribeTableAsync(name);
            foreach (var index in table.GlobalSecondaryIndexes.Select(i => i.IndexName).Concat(table.LocalSecondaryIndexes.Select(i => i.IndexName)).Prepend(null))
            {
                hash.AppendData([0xFF]);
                await ScanAsync(engine, name, index, hash);
            }

            hash.AppendData([0xFF]);
            await StreamAsync(engine, table.LatestStreamArn!, hash);
        }

        return Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static async Task ScanAsync(DynoEngine engine, string table, string? index, IncrementalHash hash)
    {
        ScanResult page;
        Item? from = null;
        do
        {
            page = await engine.ScanAsync(new() { TableName = table, IndexName = index, ExclusiveStartKey = from, Limit = 400 });
            foreach (var item in page.Items)
            {
                hash.AppendData(item.Span);
            }

            from = page.LastEvaluatedKey;
        }
        while (from is not null);
    }

    private static async Task StreamAsync(DynoEngine engine, string arn, IncrementalHash hash)
    {
        foreach (var shard in (await engine.DescribeStreamAsync(new() { StreamArn = arn })).Shards)
        {
            var iterator = (await engine.GetShardIteratorAsync(
                new() { StreamArn = arn, ShardId = shard.ShardId, ShardIteratorType = ShardIteratorType.TRIM_HORIZON })).ShardIterator;
            while (iterator is not null)
            {
                var page = await engine.GetRecordsAsync(new() { ShardIterator = iterator });
                foreach (var record in page.Records)
                {
                    hash.AppendData(record.Keys.Span);
                    hash.AppendData((record.NewImage ?? record.Keys).Span);
                }

                iterator = page.Records.Count == 0 ? null : page.NextShardIterator;
            }
        }
    }
}
