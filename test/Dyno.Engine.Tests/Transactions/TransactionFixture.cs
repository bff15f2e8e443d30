// The contract over an open transaction: every few calls it is committed and another one begins, so that what is read lies partly in the store and partly in
// what the transaction wrote. Before anything is asked of a table the transaction is committed.
using Dyno.ClientContract;

namespace Dyno.Engine.Tests.Transactions;

public sealed class TransactionFixture : ContractFixture
{
    private DynoEngine? _engine;
    private RotatingTransaction? _client;

    public override IDynoClient Client => _client!;

    public override IDynoTables Tables => _client!;

    public override IDynoStreams Streams => _engine!;

    public override Task InitializeAsync()
    {
        _engine = DynoEngine.Open("contract-in-transactions", new DynoEngineOptions { InMemory = true });
        _client = new RotatingTransaction(_engine, Seed.Next());
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        _client?.Dispose();
        _engine?.Dispose();
        return Task.CompletedTask;
    }
}
