// EF's suite: loading of navigations.

namespace EFCore.Dyno.SpecificationTests;

public class LoadDynoTest(LoadDynoTest.LoadDynoFixture fixture) : LoadTestBase<LoadDynoTest.LoadDynoFixture>(fixture)
{
    public class LoadDynoFixture : LoadFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
