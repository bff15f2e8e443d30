// EF's suite: reported queries over owned types.

namespace EFCore.Dyno.SpecificationTests.Query;

public class OwnedEntityQueryDynoTest(NonSharedFixture fixture) : OwnedEntityQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
