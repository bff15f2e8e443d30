// EF's suite: changes of graphs of entities, where duplicates are merged into the tracked one.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class GraphUpdatesIdentityResolutionDynoTest(GraphUpdatesIdentityResolutionDynoTest.GraphUpdatesIdentityResolutionDynoFixture fixture)
    : GraphUpdatesDynoTestBase<GraphUpdatesIdentityResolutionDynoTest.GraphUpdatesIdentityResolutionDynoFixture>(fixture)
{
    public class GraphUpdatesIdentityResolutionDynoFixture : GraphUpdatesDynoFixtureBase
    {
        protected override string StoreName => "GraphUpdatesIdentityResolution";

        public override bool HasIdentityResolution => true;

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) =>
            base.AddOptions(builder).AddInterceptors(new UpdatingIdentityResolutionInterceptor());
    }
}
