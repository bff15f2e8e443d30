// EF's suite: loading of skip navigations.

namespace EFCore.Dyno.SpecificationTests;

public class ManyToManyLoadDynoTest(ManyToManyLoadDynoTest.ManyToManyLoadDynoFixture fixture) : ManyToManyLoadTestBase<ManyToManyLoadDynoTest.ManyToManyLoadDynoFixture>(fixture)
{
    public class ManyToManyLoadDynoFixture : ManyToManyLoadFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
