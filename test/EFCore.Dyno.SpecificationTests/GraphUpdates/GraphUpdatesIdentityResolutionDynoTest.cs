// EF's suite: changes of graphs of entities, where duplicates are merged into the tracked one.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class GraphUpdatesIdentityResolutionDynoTest(GraphUpdatesIdentityResolutionDynoTest.GraphUpdatesIdentityResolutionDynoFixture fixture)
    : GraphUpdatesTestBase<GraphUpdatesIdentityResolutionDynoTest.GraphUpdatesIdentityResolutionDynoFixture>(fixture)
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

    public class GraphUpdatesIdentityResolutionDynoFixture : GraphUpdatesFixtureBase
    {
        protected override string StoreName => "GraphUpdatesIdentityResolution";

        public override bool HasIdentityResolution => true;

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) =>
            base.AddOptions(builder).AddInterceptors(new UpdatingIdentityResolutionInterceptor());
    }
}
