// EF's suite: text with wildcards and escapes.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class FunkyDataQueryDynoTest(FunkyDataQueryDynoTest.FunkyDataQueryDynoFixture fixture) : FunkyDataQueryTestBase<FunkyDataQueryDynoTest.FunkyDataQueryDynoFixture>(fixture)
{
    public class FunkyDataQueryDynoFixture : FunkyDataQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
