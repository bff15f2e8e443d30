// EF's suite: reported queries over many-to-many relationships.

namespace EFCore.Dyno.SpecificationTests.Query;

public class AdHocManyToManyQueryDynoTest(NonSharedFixture fixture) : AdHocManyToManyQueryTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
