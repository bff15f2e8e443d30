// EF's suite: Include over one-to-one relationships.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class IncludeOneToOneDynoTest(IncludeOneToOneDynoTest.IncludeOneToOneDynoFixture fixture) : IncludeOneToOneTestBase<IncludeOneToOneDynoTest.IncludeOneToOneDynoFixture>(fixture)
{
    public class IncludeOneToOneDynoFixture : OneToOneQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
