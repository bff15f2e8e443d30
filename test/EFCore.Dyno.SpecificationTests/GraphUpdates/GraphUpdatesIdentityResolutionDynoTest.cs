// EF's suite: changes of graphs of entities, where duplicates are merged into the tracked one.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class GraphUpdatesIdentityResolutionDynoTest(GraphUpdatesIdentityResolutionDynoTest.GraphUpdatesIdentityResolutionDynoFixture fixture)
    : GraphUpdatesTestBase<GraphUpdatesIdentityResolutionDynoTest.GraphUpdatesIdentityResolutionDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class GraphUpdatesIdentityResolutionDynoFixture : GraphUpdatesFixtureBase
    {
        protected override string StoreName => "GraphUpdatesIdentityResolution";

        public override bool HasIdentityResolution => true;

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) =>
            base.AddOptions(builder).AddInterceptors(new UpdatingIdentityResolutionInterceptor());
    }
}
