// EF's suite: queries over owned types.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class OwnedQueryDynoTest(OwnedQueryDynoTest.OwnedQueryDynoFixture fixture) : OwnedQueryTestBase<OwnedQueryDynoTest.OwnedQueryDynoFixture>(fixture)
{
    public class OwnedQueryDynoFixture : OwnedQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
