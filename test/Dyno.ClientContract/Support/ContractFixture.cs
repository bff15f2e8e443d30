// What a client under contract gives: the seam's three interfaces, over a store that begins empty.

namespace Dyno.ClientContract;

/// <summary>A client under contract. Tests make tables of their own, so that one store serves them all.</summary>
public abstract class ContractFixture : IAsyncLifetime
{
    private int _tables;

    public abstract IDynoClient Client { get; }

    /// <summary>A change of a table is over when its call returns: see <see cref="SettledTables"/>.</summary>
    public abstract IDynoTables Tables { get; }

    public abstract IDynoStreams Streams { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    public string NewTableName() => $"Table.{Interlocked.Increment(ref _tables)}-{Guid.NewGuid():N}";
}
