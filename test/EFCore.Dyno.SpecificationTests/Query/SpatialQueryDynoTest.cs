// EF's suite: geometries in queries, where the provider computes what the store cannot.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class SpatialQueryDynoTest(SpatialQueryDynoTest.SpatialQueryDynoFixture fixture) : SpatialQueryTestBase<SpatialQueryDynoTest.SpatialQueryDynoFixture>(fixture)
{
    public class SpatialQueryDynoFixture : SpatialQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
