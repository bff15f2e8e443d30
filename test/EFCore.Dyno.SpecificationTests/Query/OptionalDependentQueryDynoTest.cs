// EF's relational suite: optional documents inside entities.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class OptionalDependentQueryDynoTest(OptionalDependentQueryDynoTest.OptionalDependentQueryDynoFixture fixture) : OptionalDependentQueryTestBase<OptionalDependentQueryDynoTest.OptionalDependentQueryDynoFixture>(fixture)
{
    public class OptionalDependentQueryDynoFixture : OptionalDependentQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
