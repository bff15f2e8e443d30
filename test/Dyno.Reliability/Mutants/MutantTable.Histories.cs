// The planted bugs that clients see who do something at the same time: in snapshots, validation, locks and the order of answers.
namespace Dyno.Reliability.Mutants;

internal static partial class MutantTable
{
    // 13 histories are the fewest that have 10,000 transactions each.
    private static Mutant[] Histories =>
    [
        // The reads of a TransactGetItems come from different moments.
        new("gets at different moments", Engine + "Operations/TransactGetItems.cs", "context, table, get.Key, view, consistent: true,",
            "context, table, get.Key, transaction is null ? default : view, consistent: true,", "histories", 13, "instead of 800"),

        // A transaction that stays open finds out who wrote what it wrote, but not who wrote what it only read.
        new("reads not validated", Engine + "Consistency/ReadView.cs", "return _transaction.GetItem(Written!, table, key) is { } seen ?",
            "var entry = Overlay.Find(Written!.Items, key.ToArray());\n            var unseen = entry is not null ? entry.IsGone ? default(Item?) : entry.Value\n"
            + "                : context.Store.Get(context.Items, key, _snapshot) is { } bytes ? new Item(bytes) : default(Item?);\n            return unseen is { } seen ?",
            "histories", 13, "A cycle"),

        // What comes into a range that was read is not seen.
        new("ranges not validated", Engine + "Transactions/TransactionReads.cs", "(!isOwn && _itemRanges.Count > 0 && _itemRanges.Contains(key))", "(!isOwn && _itemRanges.Count < 0)",
            "histories", 13, "A cycle"),

        // Who committed between the validation and the place in the order is not seen.
        new("validated too early", Engine + "Commit/CommitOrder.cs", "!(transaction.Reads.AreUnchanged() && AreUnused(transaction.Tokens))", "!AreUnused(transaction.Tokens)",
            "histories", 13, "incompatible orders"),

        // A transaction that begins does not know of commits that have their place and are not shown yet.
        new("pending not known", Engine + "Commit/RecentCommits.cs", "for (var set = _oldestPending; set is not null; set = set.NextPending)",
            "for (var set = default(WriteSet); set is not null; set = set.NextPending)", "histories", 13, "incompatible orders"),

        // The key is free for a moment between the condition and the write.
        new("condition outside of the lock", Engine + "Commit/CommitPipeline.cs", "if (!set.IsRefused && writes)\n        {\n            if (!TryEnqueue(set))",
            "if (set.Actions.Length == 1 && set.Token is null && set.Transaction is null)\n        {\n            var stripe = _stripes[set.Actions[0].Change.Key];\n"
            + "            Monitor.Exit(stripe);\n            Thread.Yield();\n            Monitor.Enter(stripe);\n        }\n\n"
            + "        if (!set.IsRefused && writes)\n        {\n            if (!TryEnqueue(set))", "histories", 13, "lost update"),

        // A change is no longer known as pending, and not shown yet.
        new("forgotten while pending", Engine + "Commit/CommitPipeline.cs", "        try\n        {\n            await CompleteAsync(batch, synchronous)",
            "        try\n        {\n            foreach (var action in set.Actions)\n            {\n                if (action.Change.IsWrite)\n                {\n"
            + "                    _stripes[action.Change.Key].Remove(action.Change);\n                }\n            }\n\n            await CompleteAsync(batch, synchronous)",
            "histories", 13, "lost update"),

        // A write is acknowledged before readers see it.
        new("acknowledged before it is shown", Engine + "Commit/CommitPipeline.cs", "await FinishAsync(set, batch, synchronous).ConfigureAwait(false);",
            "_ = Task.Run(() => FinishAsync(set, batch, true).AsTask());", "histories", 13, "A cycle"),

        // A read may answer what an earlier one saw.
        new("stale read", Engine + "Operations/GetItem.cs", "return TryRead(context, table, key, view, consistent, 1, projection, out found, lent);",
            "var refusal = TryRead(context, table, key, view, consistent, 1, projection, out found, lent);\n        if (transaction is null && lent is null && projection is null)\n        {\n"
            + "            var name = (context, key.ToJson());\n            if (Random.Shared.Next(20) == 0 && Seen.Items.TryGetValue(name, out var stale))\n            {\n                found = stale;\n            }\n"
            + "            else\n            {\n                Seen.Items[name] = found;\n            }\n        }\n\n        return refusal;", "histories", 13, "A cycle")
        {
            Also =
            [
                (Engine + "Operations/GetItem.cs", "internal sealed class GetItemOperation(",
                    "internal static class Seen\n{\n    public static readonly System.Collections.Concurrent.ConcurrentDictionary<(EngineContext, string), FoundItem> Items = new();\n}\n\n"
                    + "internal sealed class GetItemOperation("),
            ],
        },

        // A process that is killed takes what it acknowledged with it.
        new("no log, seen by clients", Storage + "OpenStore.cs", "RocksDb.WriteOptionsDisableLog(WriteOptions, HasLog(options) ? 0 : 1);",
            "RocksDb.WriteOptionsDisableLog(WriteOptions, 1);", "histories", 12, "lost update"),
    ];
}
