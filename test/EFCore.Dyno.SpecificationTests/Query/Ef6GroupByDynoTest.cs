// EF's suite: GroupBy as EF 6 had it.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class Ef6GroupByDynoTest(Ef6GroupByDynoTest.Ef6GroupByDynoFixture fixture) : Ef6GroupByTestBase<Ef6GroupByDynoTest.Ef6GroupByDynoFixture>(fixture)
{
    public class Ef6GroupByDynoFixture : Ef6GroupByFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
