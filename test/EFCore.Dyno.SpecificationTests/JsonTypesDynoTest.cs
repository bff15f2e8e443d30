// EF's suite: every type as JSON.

namespace EFCore.Dyno.SpecificationTests;

public class JsonTypesDynoTest(NonSharedFixture fixture) : JsonTypesTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
