// EF's suite: collections of plain values.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class PrimitiveCollectionsQueryDynoTest(PrimitiveCollectionsQueryDynoTest.PrimitiveCollectionsQueryDynoFixture fixture) : PrimitiveCollectionsQueryTestBase<PrimitiveCollectionsQueryDynoTest.PrimitiveCollectionsQueryDynoFixture>(fixture)
{
    public class PrimitiveCollectionsQueryDynoFixture : PrimitiveCollectionsQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
