// A handle on one column family of an open store.
namespace Dyno.Storage;

/// <summary>One ordered space of keys in an open <see cref="Store"/>. Valid until the store is disposed.</summary>
public sealed class ColumnFamily
{
    internal ColumnFamily(string name, nint handle, uint id, int prefixBytes)
    {
        PrefixBytes = prefixBytes;
        Name = name;
        Handle = handle;
        Id = id;
    }

    /// <summary>The name it was opened by.</summary>
    public string Name { get; }

    // Written into batches: RocksDB's number of the family.
    internal uint Id { get; }

    internal nint Handle { get; }

    // See ColumnFamilyOptions.
    internal int PrefixBytes { get; }
}
