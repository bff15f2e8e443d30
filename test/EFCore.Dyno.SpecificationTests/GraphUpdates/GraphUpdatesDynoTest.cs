// EF's suite: changes of graphs of entities.

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class GraphUpdatesDynoTest(GraphUpdatesDynoTest.GraphUpdatesDynoFixture fixture) : GraphUpdatesDynoTestBase<GraphUpdatesDynoTest.GraphUpdatesDynoFixture>(fixture)
{
    public class GraphUpdatesDynoFixture : GraphUpdatesDynoFixtureBase
    {
        protected override string StoreName => "GraphUpdates";
    }
}
