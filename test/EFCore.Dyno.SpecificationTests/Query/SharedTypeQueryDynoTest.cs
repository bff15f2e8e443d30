// EF's suite: shared types.

namespace EFCore.Dyno.SpecificationTests.Query;

public class SharedTypeQueryDynoTest(NonSharedFixture fixture) : SharedTypeQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
