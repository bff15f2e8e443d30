// EF's suite: reported queries with query filters.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocQueryFiltersQueryDynoTest(NonSharedFixture fixture) : AdHocQueryFiltersQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
