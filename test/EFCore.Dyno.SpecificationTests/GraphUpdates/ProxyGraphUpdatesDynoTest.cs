// EF's suite: changes of graphs of proxies that load lazily, notify of changes, or both.

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public abstract class ProxyGraphUpdatesDynoTest<TFixture>(TFixture fixture) : ProxyGraphUpdatesTestBase<TFixture>(fixture)
    where TFixture : ProxyGraphUpdatesDynoTest<TFixture>.ProxyGraphUpdatesDynoFixture, new()
{
    protected override async Task ExecuteWithStrategyInTransactionAsync(
        Func<DbContext, Task> testOperation,
        Func<DbContext, Task>? nestedTestOperation1 = null,
        Func<DbContext, Task>? nestedTestOperation2 = null,
        Func<DbContext, Task>? nestedTestOperation3 = null)
    {
        await base.ExecuteWithStrategyInTransactionAsync(testOperation, nestedTestOperation1, nestedTestOperation2, nestedTestOperation3);
        await Fixture.ReseedAsync();
    }

    public abstract class ProxyGraphUpdatesDynoFixture : ProxyGraphUpdatesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override IServiceCollection AddServices(IServiceCollection serviceCollection) =>
            base.AddServices(serviceCollection.AddEntityFrameworkProxies());
    }
}
