// What a write does to one item. Between its place in the commit order and its durability it is the newest state of its key (see KeyStripe).
namespace Dyno.Engine.Commit;

internal sealed class ItemChange(TableState table, byte[] key)
{
    // Another one when the table was changed while this was decided.
    public TableState Table { get; private set; } = table;

    // The storage key.
    public byte[] Key { get; } = key;

    public bool Existed { get; set; }

    // The item as it was: only where it was needed (an image, not just the size), and without bytes where there was none.
    public Item Before { get; set; }

    // The item as it is; without bytes where it is deleted or was not there.
    public Item After { get; set; }

    // In DynamoDB's bytes; 0 where there is no item.
    public int BeforeSize { get; set; }

    public int AfterSize { get; set; }

    // Of a table with local indexes, while the write is at work; and how large it was afterwards.
    public ItemCollection? Collection { get; set; }

    public long CollectionSizeBytes { get; set; }

    // How many bytes the entries in local indexes grow by.
    public int LocalEntriesDelta { get; set; }

    public long CollectionDelta => (long)AfterSize - BeforeSize + LocalEntriesDelta;

    public bool Exists => !After.IsDefault;

    // Whether anything is written.
    public bool IsWrite { get; set; }

    // The item stays as it is: only its entry in an index that is being built is written (see IndexBuilder).
    public bool IsFill { get; set; }

    // The state of the table by which the pending change was decided that this one rests on; null where it rests on what the store shows.
    public TableState? PendingTable { get; set; }

    // Where in the write set's index changes those of this item begin and end.
    public int FirstIndexChange { get; set; }

    public int IndexChangesEnd { get; set; }

    public int CountDelta => (Exists ? 1 : 0) - (Existed ? 1 : 0);

    // The stripe's list of pending changes, newest first; guarded by the stripe.
    public bool IsPending { get; set; }

    public ItemChange? Older { get; set; }

    public ItemChange? Newer { get; set; }

    // Forgets what was decided, to decide it again by a newer state of the table.
    public void Rebind(TableState table)
    {
        Table = table;
        Existed = false;
        Before = default;
        After = default;
        BeforeSize = 0;
        AfterSize = 0;
        IsWrite = false;
        LocalEntriesDelta = 0;
    }

    public override string ToString() =>
        !IsWrite ? $"check {Table.Name}" : Exists ? $"put {Table.Name} {After.ToJson()}" : $"delete {Table.Name} {Convert.ToHexString(Key)}";
}
