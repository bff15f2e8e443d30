// All that an engine answers to one who reads everything, as a few characters: items and entries by Scan, changes by streams.
using System.Security.Cryptography;
using Dyno.Engine;
using Dyno.Reliability.Faults;

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
            foreach (var record in await LedgerCheck.StreamAsync(engine, name))
            {
                hash.AppendData(record.Keys.Span);
                hash.AppendData((record.NewImage ?? record.Keys).Span);
            }
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
}
