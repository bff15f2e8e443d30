// EF's suite: changes of graphs of entities.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class GraphUpdatesDynoTest(GraphUpdatesDynoTest.GraphUpdatesDynoFixture fixture) : GraphUpdatesTestBase<GraphUpdatesDynoTest.GraphUpdatesDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class GraphUpdatesDynoFixture : GraphUpdatesFixtureBase
    {
        protected override string StoreName => "GraphUpdates";

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
