// EF's suite: reported queries over navigations.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocNavigationsQueryDynoTest(NonSharedFixture fixture) : AdHocNavigationsQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
