// EF's suite: what query filters may capture.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class QueryFilterFuncletizationDynoTest(QueryFilterFuncletizationDynoTest.QueryFilterFuncletizationDynoFixture fixture) : QueryFilterFuncletizationTestBase<QueryFilterFuncletizationDynoTest.QueryFilterFuncletizationDynoFixture>(fixture)
{
    public class QueryFilterFuncletizationDynoFixture : QueryFilterFuncletizationFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
