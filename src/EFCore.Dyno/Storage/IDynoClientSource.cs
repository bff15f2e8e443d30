// Where a context's client comes from: its store, opened on first use, or the transaction that is open in it. The query executor, the write pipeline and
// EnsureCreated all ask here.

namespace EFCore.Dyno.Storage;

internal interface IDynoClientSource
{
    /// <summary>What carries out the context's requests now: the open transaction, else the store.</summary>
    IDynoClient Client { get; }

    /// <summary>The store itself: for what must not be part of the context's transaction.</summary>
    IDynoClient Store { get; }

    /// <summary>The context's open transaction; set by its transaction manager.</summary>
    IDynoTransaction? Transaction { get; set; }

    IDynoTables Tables { get; }

    /// <summary>How many requests of one query may be under way at a time, over a client that has to be awaited.</summary>
    int MaxParallelReads { get; }
}
