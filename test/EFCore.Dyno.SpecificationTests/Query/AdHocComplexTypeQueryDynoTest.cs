// EF's suite: reported queries over complex types.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocComplexTypeQueryDynoTest(NonSharedFixture fixture) : AdHocComplexTypeQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
