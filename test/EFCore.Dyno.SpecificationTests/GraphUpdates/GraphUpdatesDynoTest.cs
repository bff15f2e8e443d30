// EF's suite: changes of graphs of entities.

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class GraphUpdatesDynoTest(GraphUpdatesDynoTest.GraphUpdatesDynoFixture fixture) : GraphUpdatesTestBase<GraphUpdatesDynoTest.GraphUpdatesDynoFixture>(fixture)
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

    public class GraphUpdatesDynoFixture : GraphUpdatesFixtureBase
    {
        protected override string StoreName => "GraphUpdates";

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
