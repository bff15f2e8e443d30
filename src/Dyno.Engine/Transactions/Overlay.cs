// What a transaction has written: items and entries of indexes, each in the order of their storage keys, as they are to be, or gone. Immutable, so that a
// reader keeps what it began with and a savepoint is just an older overlay.
using System.Collections.Immutable;
using Dyno.Engine.Commit;

namespace Dyno.Engine.Transactions;

// value: without bytes where the key is gone. table: of an item.
internal sealed class OverlayEntry(byte[] key, Item value = default, TableState? table = null, int size = 0)
{
    public byte[] Key { get; } = key;

    public Item Value { get; } = value;

    public TableState? Table { get; } = table;

    // In DynamoDB's bytes.
    public int Size { get; } = size;

    public bool IsGone => Value.IsDefault;
}

internal sealed class Overlay(ImmutableSortedSet<OverlayEntry> items, ImmutableSortedSet<OverlayEntry> entries, ImmutableDictionary<string, ClientToken> tokens)
{
    public static Overlay Empty { get; } = new(
        ImmutableSortedSet.Create<OverlayEntry>(ByKey.Instance), ImmutableSortedSet.Create<OverlayEntry>(ByKey.Instance),
        ImmutableDictionary.Create<string, ClientToken>(StringComparer.Ordinal));

    public ImmutableSortedSet<OverlayEntry> Items { get; } = items;

    public ImmutableSortedSet<OverlayEntry> Entries { get; } = entries;

    // Client request tokens by their text.
    public ImmutableDictionary<string, ClientToken> Tokens { get; } = tokens;

    public static OverlayEntry? Find(ImmutableSortedSet<OverlayEntry> set, byte[] key) =>
        !set.IsEmpty && set.TryGetValue(new OverlayEntry(key), out var found) ? found : null;

    // Of a set that was not refused.
    public Overlay With(WriteSet set)
    {
        var items = Items.ToBuilder();
        foreach (var action in set.Actions)
        {
            if (action.Change.IsWrite)
            {
                Replace(items, new OverlayEntry(action.Change.Key, action.Change.After, action.Table, action.Change.AfterSize));
            }
        }

        var entries = Entries;
        if (set.Indexes is { } changes)
        {
            var builder = Entries.ToBuilder();
            foreach (var change in changes)
            {
                if (change.RemovedKey is { } removed)
                {
                    Replace(builder, new OverlayEntry(removed));
                }

                if (change is { HasEntry: true, Key: { } key })
                {
                    Replace(builder, new OverlayEntry(key, change.Entry));
                }
            }

            entries = builder.ToImmutable();
        }

        return new Overlay(items.ToImmutable(), entries, set.Token is { } token ? Tokens.SetItem(token.Text, token) : Tokens);
    }

    private static void Replace(ImmutableSortedSet<OverlayEntry>.Builder set, OverlayEntry entry)
    {
        if (!set.Add(entry))
        {
            set.Remove(entry);
            set.Add(entry);
        }
    }

    private sealed class ByKey : IComparer<OverlayEntry>
    {
        public static ByKey Instance { get; } = new();

        public int Compare(OverlayEntry? x, OverlayEntry? y) => x!.Key.AsSpan().SequenceCompareTo(y!.Key);
    }
}
