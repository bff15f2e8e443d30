// EF's suite: reported queries of all kinds.

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocMiscellaneousQueryDynoTest(NonSharedFixture fixture) : AdHocMiscellaneousQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
