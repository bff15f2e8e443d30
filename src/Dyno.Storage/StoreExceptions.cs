// What can go wrong with a store, one type per thing the caller can do about it.
namespace Dyno.Storage;

/// <summary>The base of the errors of a <see cref="Store"/>.</summary>
public abstract class StoreException : IOException
{
    private protected StoreException(string message)
        : base(message)
    {
    }
}

/// <summary>The database is open elsewhere: in another process, or a second time in this one.</summary>
public sealed class StoreLockedException : StoreException
{
    internal StoreLockedException(string path)
        : base(Messages.Locked(path)) => Path = path;

    /// <summary>The full path of the database's directory.</summary>
    public string Path { get; }
}

/// <summary>A file of the database is damaged (checksum, size, missing file). Nothing was answered from the damaged part.</summary>
public sealed class StoreCorruptedException : StoreException
{
    internal StoreCorruptedException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The operating system failed a read or a write. After a failed write the outcome of that write is unknown and the store takes no
/// further writes until it is opened again; a failed write was never acknowledged.
/// </summary>
public sealed class StoreIOException : StoreException
{
    internal StoreIOException(string message, bool isDiskFull)
        : base(message) => IsDiskFull = isDiskFull;

    /// <summary>Whether the disk, a quota or a limit on file size was the reason.</summary>
    public bool IsDiskFull { get; }
}
