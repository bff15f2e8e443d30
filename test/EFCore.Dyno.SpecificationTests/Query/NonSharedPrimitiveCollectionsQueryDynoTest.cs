// EF's suite: collections of plain values, each with a model of its own.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NonSharedPrimitiveCollectionsQueryDynoTest(NonSharedFixture fixture) : NonSharedPrimitiveCollectionsQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
