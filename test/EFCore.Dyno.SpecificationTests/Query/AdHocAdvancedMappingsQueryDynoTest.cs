// EF's suite: reported queries over unusual mappings.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocAdvancedMappingsQueryDynoTest(NonSharedFixture fixture) : AdHocAdvancedMappingsQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
