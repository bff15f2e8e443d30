// Verifies one index: its entries are those that the table's items give, each with its projection, and no others. While an index is being built entries may
// be missing; those that are there are right.
using Dyno.Engine.Indexes;

namespace Dyno.Engine.Check;

internal sealed class EntryCheck(CheckRun run, TableState table, IndexState index)
{
    private readonly RowSum _expected = new();
    private readonly RowSum _actual = new();

    public string Name => index.Name;

    public long Count => _actual.Count;

    public long SizeBytes { get; private set; }

    public bool IsDamaged { get; private set; }

    // What an item of the table gives. How much of its item collection the entry takes.
    public long Expect(in Item item)
    {
        if (IndexMaintenance.EntryKey(index, table, item) is not { } key)
        {
            return 0;
        }

        var entry = IndexProjection.Project(index, item);
        _expected.Add(key, entry.Span);
        return index.IsGlobal ? 0 : entry.Size;
    }

    public long LocalSize(in Item item) =>
        index.IsGlobal || IndexMaintenance.EntryKey(index, table, item) is null ? 0 : IndexProjection.Project(index, item).Size;

    public void Walk()
    {
        using var entries = run.Of(EngineContext.IndexesName, index.Id);
        for (var more = entries?.SeekFirst() ?? false; more; more = entries!.Next())
        {
            run.Row();
            _actual.Add(entries!.Key, entries.Value);
            if (ItemReading.TryParse(entries.Value, out var entry))
            {
                SizeBytes += entry.Size;
            }
            else
            {
                IsDamaged = true;
            }
        }
    }

    // tableIsDamaged: an item of the table is told of already; its entries are not its fault.
    public void Compare(bool tableIsDamaged)
    {
        if (_actual.IsSame(_expected))
        {
            return;
        }

        if (!index.IsBuilding)
        {
            FindMissing();
        }

        FindWrong(tableIsDamaged);
    }

    private void FindMissing()
    {
        using var items = run.Of(EngineContext.ItemsName, table.Id);
        for (var more = items?.SeekFirst() ?? false; more; more = items!.Next())
        {
            if (ItemReading.TryParseAt(table, items!.Key, items.Value, out var item)
                && IndexMaintenance.EntryKey(index, table, item) is { } key && !run.Contains(EngineContext.IndexesName, key))
            {
                Found("the item has no entry", KeyText.OfItemKey(table, items.Key));
            }
        }
    }

    private void FindWrong(bool tableIsDamaged)
    {
        using var entries = run.Of(EngineContext.IndexesName, index.Id);
        for (var more = entries?.SeekFirst() ?? false; more; more = entries!.Next())
        {
            var text = KeyText.OfEntryKey(table, index, entries!.Key);
            if (ItemOf(entries.Key) is not { } itemKey)
            {
                Found("the key of an entry has no key of an item", KeyText.Hex(entries.Key));
            }
            else if (run.Get(EngineContext.ItemsName, itemKey) is not { } bytes)
            {
                Found("there is an entry of an item that is not there", text);
            }
            else if (!ItemReading.TryParseAt(table, itemKey, bytes, out var item))
            {
                if (!tableIsDamaged)
                {
                    Found("there is an entry of an item that cannot be read", text);
                }
            }
            else if (IndexMaintenance.EntryKey(index, table, item) is not { } key || !entries.Key.SequenceEqual(key))
            {
                Found("there is an entry under another key than the item gives", text);
            }
            else if (!ItemReading.TryParse(entries.Value, out var entry))
            {
                Found("the entry cannot be decoded", text);
            }
            else if (IndexProjection.Project(index, item) is var expected && !expected.Span.SequenceEqual(entries.Value))
            {
                Found($"the entry is {entry.ToJson()}, and the item gives {expected.ToJson()}", text);
            }
        }
    }

    private byte[]? ItemOf(ReadOnlySpan<byte> entryKey)
    {
        try
        {
            var buffer = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
            KeyLayout.WriteItemKey(ref buffer, table.Id, KeyLayout.ReadTableKey(index, entryKey));
            var key = buffer.Written.ToArray();
            buffer.Dispose();
            return key;
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private void Found(string text, string key) => run.Found(CheckedThing.IndexEntry, text, table.Name, index.Name, key);
}
