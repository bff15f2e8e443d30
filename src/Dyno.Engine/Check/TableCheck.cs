// Verifies one table: its items, and that everything that follows from them is there, equal and no more: index entries, sizes of item collections, times of
// expiry, counters.
using System.Buffers.Binary;
using Dyno.Engine.Ttl;
using Dyno.Storage;

namespace Dyno.Engine.Check;

internal sealed class TableCheck
{
    private readonly CheckRun _run;
    private readonly TableState _table;
    private readonly EntryCheck[] _indexes;
    private readonly RowSum _expectedExpiries = new();
    private readonly RowSum _expectedCollections = new();
    private bool _isDamaged;
    private long _sizeBytes;

    public TableCheck(CheckRun run, TableState table)
    {
        _run = run;
        _table = table;
        _indexes = [.. table.Indexes.Select(i => new EntryCheck(run, table, i))];
    }

    public long ItemCount { get; private set; }

    public long EntryCount => _indexes.Sum(i => i.Count);

    public IEnumerable<Action> Walks() => _indexes.Select(i => (Action)i.Walk).Prepend(Walk);

    // After all walks.
    public void Compare()
    {
        foreach (var index in _indexes)
        {
            index.Compare(_isDamaged);
        }

        CompareCounters();
        CompareExpiries();
        CompareCollections();
    }

    private void Walk()
    {
        var collection = new CollectionSum(this);
        using var items = _run.Of(EngineContext.ItemsName, _table.Id);
        for (var more = items?.SeekFirst() ?? false; more; more = items!.Next())
        {
            _run.Row();
            ItemCount++;
            if (Read(items!.Key, items.Value) is not { } item)
            {
                _isDamaged = true;
                continue;
            }

            _sizeBytes += item.Size;
            long local = 0;
            foreach (var index in _indexes)
            {
                local += index.Expect(item);
            }

            collection.Add(KeyLayout.ReadItemKey(items.Key).Partition, item.Size + local);
            if (_table.ExpiryAttribute is { } attribute && TtlEntries.ExpiryOf(attribute, item) is { } expiry)
            {
                _expectedExpiries.Add(TtlEntries.KeyOf(items.Key, expiry), default);
            }
        }

        collection.End();
    }

    // Null where it is no item or stands under another key, which is told.
    private Item? Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (!ItemReading.TryParse(value, out var item))
        {
            Found(CheckedThing.Item, "the item cannot be decoded", KeyText.OfItemKey(_table, key));
            return null;
        }

        if (ItemReading.ItemKey(_table, item) is not { } expected)
        {
            Found(CheckedThing.Item, $"the item has not the key of the table: {item.ToJson()}", KeyText.OfItemKey(_table, key));
            return null;
        }

        if (!key.SequenceEqual(expected))
        {
            Found(CheckedThing.Item, $"the item stands under the key of another: it is {KeyText.OfItemKey(_table, expected)}", KeyText.OfItemKey(_table, key));
            return null;
        }

        return item;
    }

    private void CompareCounters()
    {
        var said = _run.Get(EngineContext.MetaName, _table.CountersKey);
        var state = new TableState(_table.Record);
        if (said is not null)
        {
            if (said.Length != CounterRecord.Length(state))
            {
                Found(CheckedThing.Counter, $"the record of the counters has {said.Length} bytes and not {CounterRecord.Length(state)}");
                return;
            }

            CounterRecord.Read(said, state);
        }

        CompareCounter(state.Counters, ItemCount, _isDamaged ? state.Counters.SizeBytes : _sizeBytes, "items");
        for (var i = 0; i < _indexes.Length; i++)
        {
            var counters = state.Indexes[i].Counters;
            CompareCounter(counters, _indexes[i].Count, _indexes[i].IsDamaged ? counters.SizeBytes : _indexes[i].SizeBytes, "entries", _indexes[i].Name);
        }
    }

    private void CompareCounter(Counters said, long count, long sizeBytes, string what, string? index = null)
    {
        if (said.Count != count || said.SizeBytes != sizeBytes)
        {
            _run.Found(
                CheckedThing.Counter, $"there are {count} {what} of {sizeBytes} bytes, and the counters say {said.Count} of {said.SizeBytes}", _table.Name, index);
        }
    }

    private void CompareExpiries()
    {
        var actual = new RowSum();
        using (var entries = _run.Of(EngineContext.ExpiriesName, _table.Id))
        {
            for (var more = entries?.SeekFirst() ?? false; more; more = entries!.Next())
            {
                _run.Row();
                actual.Add(entries!.Key, entries.Value);
            }
        }

        // While the items that were there before time to live was enabled are looked through, some entries are missing; those that are there are right.
        var isWhole = _table.Record.TimeToLive is not { Attribute: not null, IsIndexed: false };
        if (actual.IsSame(_expectedExpiries))
        {
            return;
        }

        if (isWhole)
        {
            FindMissingExpiries();
        }

        FindGhostExpiries();
    }

    private void FindMissingExpiries()
    {
        using var items = _run.Of(EngineContext.ItemsName, _table.Id);
        for (var more = items?.SeekFirst() ?? false; more; more = items!.Next())
        {
            if (_table.ExpiryAttribute is { } attribute && ItemReading.TryParseAt(_table, items!.Key, items.Value, out var item) && TtlEntries.ExpiryOf(attribute, item) is { } expiry
                && !_run.Contains(EngineContext.ExpiriesName, TtlEntries.KeyOf(items.Key, expiry)))
            {
                Found(CheckedThing.Expiry, $"the item expires at {expiry} and has no entry for it", KeyText.OfItemKey(_table, items.Key));
            }
        }
    }

    private void FindGhostExpiries()
    {
        using var entries = _run.Of(EngineContext.ExpiriesName, _table.Id);
        for (var more = entries?.SeekFirst() ?? false; more; more = entries!.Next())
        {
            var key = entries!.Key;
            if (key.Length <= TtlEntries.HeaderBytes)
            {
                Found(CheckedThing.Expiry, "the entry has no key of an item", KeyText.Hex(key));
                continue;
            }

            var (itemKey, expiry) = (TtlEntries.ReadItemKey(key), TtlEntries.ReadExpiry(key));
            var bytes = _run.Get(EngineContext.ItemsName, itemKey);
            if (bytes is not null && !ItemReading.TryParseAt(_table, itemKey, bytes, out _))
            {
                continue;
            }

            if (bytes is null || _table.ExpiryAttribute is null || TtlEntries.ExpiryOf(_table.ExpiryAttribute, new Item(bytes)) != expiry || !entries.Value.IsEmpty)
            {
                Found(CheckedThing.Expiry, $"an entry says {expiry}, and the item is not there or does not expire then", KeyText.OfItemKey(_table, itemKey));
            }
        }
    }

    private void CompareCollections()
    {
        if (!_table.HasLocalIndexes || !_run.Contains(EngineContext.MetaName, MetaKeys.ItemCollections(_table.Id)) || _isDamaged)
        {
            return;
        }

        var actual = new RowSum();
        Visit((key, value) => actual.Add(key, value));
        if (actual.IsSame(_expectedCollections))
        {
            return;
        }

        var collection = new CollectionSum(this, (key, size) =>
        {
            var said = _run.Get(EngineContext.MetaName, key);
            if (said is null || said.Length != sizeof(long) || BinaryPrimitives.ReadInt64BigEndian(said) != size)
            {
                Found(
                    CheckedThing.ItemCollection, $"the item collection has {size} bytes, and its record says {(said is { Length: sizeof(long) } ? BinaryPrimitives.ReadInt64BigEndian(said) : "nothing")}",
                    PartitionText(key));
            }
        });
        using (var items = _run.Of(EngineContext.ItemsName, _table.Id))
        {
            for (var more = items?.SeekFirst() ?? false; more; more = items!.Next())
            {
                var item = new Item(items!.Value.ToArray());
                collection.Add(KeyLayout.ReadItemKey(items.Key).Partition, item.Size + _indexes.Sum(i => i.LocalSize(item)));
            }
        }

        collection.End();
        Visit((key, _) =>
        {
            var prefix = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
            KeyLayout.WritePartitionPrefix(ref prefix, _table.Id, key.AsSpan(MetaKeys.Collections.Length + sizeof(uint)));
            var lower = prefix.Written.ToArray();
            using var items = _run.Range(EngineContext.ItemsName, lower, MetaKeys.Number(_table.Id + 1), RangeDeletions.None);
            if (!items!.SeekFirst() || !items.Key.StartsWith(lower))
            {
                Found(CheckedThing.ItemCollection, "there is a size of an item collection without items", PartitionText(key));
            }

            prefix.Dispose();
        });
    }

    private void Visit(Action<byte[], byte[]> visit)
    {
        var first = MetaKeys.ItemCollections(_table.Id);
        using var records = _run.Range(EngineContext.MetaName, first, MetaKeys.ItemCollections(_table.Id + 1), RangeDeletions.None)!;
        for (var more = records.SeekFirst(); more; more = records.Next())
        {
            if (records.Key.Length > first.Length)
            {
                visit(records.Key.ToArray(), records.Value.ToArray());
            }
        }
    }

    private string PartitionText(ReadOnlySpan<byte> collectionKey)
    {
        var partition = collectionKey[(MetaKeys.Collections.Length + sizeof(uint))..];
        return KeyText.IsPart(_table.PartitionKey, partition) ? KeyText.OfPart(_table.PartitionKey, partition) : KeyText.Hex(partition);
    }

    private void Found(CheckedThing thing, string text, string? key = null) => _run.Found(thing, text, _table.Name, null, key);

    // Items come partition by partition: one sum at a time.
    private sealed class CollectionSum(TableCheck owner, Action<byte[], long>? visit = null)
    {
        private byte[]? _key;
        private long _size;

        public void Add(ReadOnlySpan<byte> partition, long size)
        {
            if (!owner._table.HasLocalIndexes)
            {
                return;
            }

            if (_key is null || !_key.AsSpan(MetaKeys.Collections.Length + sizeof(uint)).SequenceEqual(partition))
            {
                End();
                _key = MetaKeys.ItemCollection(owner._table.Id, partition);
                _size = 0;
            }

            _size += size;
        }

        public void End()
        {
            if (_key is null)
            {
                return;
            }

            if (visit is not null)
            {
                visit(_key, _size);
                return;
            }

            Span<byte> value = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64BigEndian(value, _size);
            owner._expectedCollections.Add(_key, value);
        }
    }
}
