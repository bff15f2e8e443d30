// EF's suite: changes of graphs of proxies that load lazily, notify of changes, or both.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public abstract class ProxyGraphUpdatesDynoTest<TFixture>(TFixture fixture) : ProxyGraphUpdatesTestBase<TFixture>(fixture)
    where TFixture : ProxyGraphUpdatesDynoTest<TFixture>.ProxyGraphUpdatesDynoFixture, new()
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public abstract class ProxyGraphUpdatesDynoFixture : ProxyGraphUpdatesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override IServiceCollection AddServices(IServiceCollection serviceCollection) =>
            base.AddServices(serviceCollection.AddEntityFrameworkProxies());
    }
}
