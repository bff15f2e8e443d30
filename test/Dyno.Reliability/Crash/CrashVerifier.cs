// Compares a reopened database with the ledger: each writer did what it was acknowledged, and at most one operation more, whole; the indexes, counters and
// the journal follow from the items (DatabaseCheck); the streams show every change exactly once and in order.
using Dyno.Engine;

namespace Dyno.Reliability.Crash;

internal sealed class CrashVerifier(DynoEngine engine, CrashModel[] models, Action<string> found)
{
    /// <summary>Afterwards the models are what the database holds.</summary>
    /// <param name="acknowledged">How many operations of each writer were acknowledged.</param>
    internal async Task VerifyAsync(long[] acknowledged)
    {
        foreach (var fault in DatabaseCheck.Run(engine.Context.Store).Faults)
        {
            found($"the check: {fault}");
        }

        var state = await ScanAsync(CrashTables.State);
        var partitions = state.GroupBy(i => i["pk"]!.AsString()).ToDictionary(g => g.Key, g => g.ToDictionary(SortOf, i => i));
        foreach (var model in models)
        {
            VerifyWriter(model, acknowledged[model.Writer], partitions.GetValueOrDefault(model.Partition, []));
            partitions.Remove(model.Partition);
        }

        var filler = partitions.Where(p => p.Key.StartsWith(CrashTables.Filler, StringComparison.Ordinal)).Sum(p => p.Value.Count);
        if (filler != CrashTables.FillerItems || filler != partitions.Sum(p => p.Value.Count))
        {
            found($"there are {filler} items of before and {partitions.Sum(p => p.Value.Count) - filler} that nobody wrote");
        }

        await VerifyStateStreamAsync();
        await VerifyBankAsync();
        await VerifyExpiringAsync();
    }

    private void VerifyWriter(CrashModel model, long acknowledged, Dictionary<int, Item> items)
    {
        while (model.Done < acknowledged)
        {
            model.Apply(model.Next());
        }

        if (IsSame(model, items))
        {
            return;
        }

        var step = model.Next();
        var expected = Text(model);
        model.Apply(step);
        if (!IsSame(model, items))
        {
            found($"{model.Partition} was acknowledged {acknowledged} operations and has neither {expected} nor, after {step.Kind} {step.Number}, {Text(model)}, but "
                + string.Join(", ", items.OrderBy(i => i.Key).Select(i => $"{i.Key}:{i.Value["v"]}")));
        }
    }

    private static bool IsSame(CrashModel model, Dictionary<int, Item> items) =>
        items.Count == model.Items.Count && model.Items.All(i => items.TryGetValue(i.Key, out var item) && item == i.Value);

    private static string Text(CrashModel model) => "[" + string.Join(", ", model.Items.Select(i => $"{i.Key}:{i.Value["v"]}")) + "]";

    private async Task VerifyStateStreamAsync()
    {
        var at = new Dictionary<string, int>();
        var pending = new Dictionary<string, List<SlotChange>>();
        foreach (var record in await StreamAsync(CrashTables.State))
        {
            var partition = record.Keys["pk"]!.AsString();
            var model = Array.Find(models, m => m.Partition == partition);
            var position = at.GetValueOrDefault(partition);
            at[partition] = position + 1;
            if (model is null)
            {
                continue;
            }

            if (position == 0)
            {
                pending[partition] = [];
            }

            var open = pending.GetValueOrDefault(partition, []);
            if (position >= model.History.Count)
            {
                found($"the stream has a change of {record.Keys.ToJson()} ({record.EventName} {record.SequenceNumber}) that nobody made, or made later");
                return;
            }

            // The changes of one transaction come together, in any order.
            var number = model.History[position].Number;
            if (open.Count == 0)
            {
                open.AddRange(model.History.Skip(position).TakeWhile(h => h.Number == number).Select(h => h.Change));
            }

            if (open.RemoveAll(c => c.Slot == SortOf(record.Keys) && c.Before == record.OldImage && c.After == record.NewImage) != 1)
            {
                found($"operation {number} of {partition} has {string.Join(", ", open.Select(Text))}, and the stream has {record.EventName} of {record.Keys.ToJson()} "
                    + $"({record.SequenceNumber})");
                return;
            }
        }

        foreach (var model in models.Where(m => at.GetValueOrDefault(m.Partition) != m.History.Count))
        {
            found($"{model.Partition} made {model.History.Count} changes, and the stream has {at.GetValueOrDefault(model.Partition)}");
        }
    }

    private async Task VerifyBankAsync()
    {
        var accounts = (await ScanAsync(CrashTables.Bank)).ToDictionary(i => i["pk"]!.AsString(), i => NumberOf(i["balance"]!));
        for (var i = 0; i < CrashTables.Accounts; i++)
        {
            var expected = CrashTables.Opening + models.Sum(m => m.Moved[i]);
            if (accounts.GetValueOrDefault($"{i}") != expected)
            {
                found($"account {i} has {accounts.GetValueOrDefault($"{i}")} and not {expected}");
            }
        }

        var records = (await StreamAsync(CrashTables.Bank)).Count;
        if (records != CrashTables.Accounts + (2 * models.Sum(m => m.Transfers)))
        {
            found($"the stream of the accounts has {records} records, and there were {models.Sum(m => m.Transfers)} transfers");
        }
    }

    private async Task VerifyExpiringAsync()
    {
        var put = models.SelectMany(m => m.Expiring).ToHashSet();
        var there = (await ScanAsync(CrashTables.Expiring)).Select(i => i["pk"]!.AsString()).ToHashSet();
        var inserted = new HashSet<string>();
        var removed = new HashSet<string>();
        foreach (var record in await StreamAsync(CrashTables.Expiring))
        {
            var key = record.Keys["pk"]!.AsString();
            var isGood = record.EventName == OperationType.INSERT ? inserted.Add(key) : record.UserIdentity is not null && inserted.Contains(key) && removed.Add(key);
            if (!isGood)
            {
                found($"the stream of the expiring items has {record.EventName} of {key} twice, or before it was inserted, or not by time to live");
            }
        }

        // Time to live goes on while this reads: what is gone meanwhile is in neither.
        foreach (var key in put.Where(k => !inserted.Contains(k)).Concat(inserted.Where(k => !put.Contains(k))).Concat(there.Where(k => !put.Contains(k)))
            .Concat(put.Where(k => !there.Contains(k) && !removed.Contains(k))))
        {
            found($"the expiring item {key} was {(put.Contains(key) ? "" : "not ")}put, is {(inserted.Contains(key) ? "" : "not ")}in the stream, "
                + $"is {(there.Contains(key) ? "" : "not ")}there and was {(removed.Contains(key) ? "" : "not ")}deleted");
        }
    }

    private async Task<List<Item>> ScanAsync(string table)
    {
        var items = new List<Item>();
        Item? start = null;
        do
        {
            var page = await engine.ScanAsync(new ScanRequest { TableName = table, ConsistentRead = true, ExclusiveStartKey = start });
            items.AddRange(page.Items);
            start = page.LastEvaluatedKey;
        }
        while (start is not null);
        return items;
    }

    private async Task<List<StreamRecord>> StreamAsync(string table)
    {
        var arn = (await engine.DescribeTableAsync(table)).LatestStreamArn!;
        var records = new List<StreamRecord>();
        foreach (var shard in (await engine.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn })).Shards)
        {
            var iterator = (await engine.GetShardIteratorAsync(new GetShardIteratorRequest
            {
                StreamArn = arn,
                ShardId = shard.ShardId,
                ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
            })).ShardIterator;
            while (iterator is not null)
            {
                var page = await engine.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator });
                records.AddRange(page.Records);
                iterator = page.Records.Count == 0 ? null : page.NextShardIterator;
            }
        }

        return records;
    }

    private static string Text(SlotChange change) => $"slot {change.Slot} from {change.Before?["v"]?.ToString() ?? "nothing"} to {change.After?["v"]?.ToString() ?? "nothing"}";

    private static int SortOf(Item item) => (int)NumberOf(item["sk"]!);

    private static long NumberOf(AttributeValue value) => value.AsNumber().TryToInt64(out var number) ? number : -1;
}
