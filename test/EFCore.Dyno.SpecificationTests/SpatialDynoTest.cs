// EF's suite: geometries, stored and read.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class SpatialDynoTest(SpatialDynoTest.SpatialDynoFixture fixture) : SpatialTestBase<SpatialDynoTest.SpatialDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class SpatialDynoFixture : SpatialFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
