// EF's suite: lazy loading by proxies.

namespace EFCore.Dyno.SpecificationTests;

public class LazyLoadProxyDynoTest(LazyLoadProxyDynoTest.LazyLoadProxyDynoFixture fixture) : LazyLoadProxyTestBase<LazyLoadProxyDynoTest.LazyLoadProxyDynoFixture>(fixture)
{
    public class LazyLoadProxyDynoFixture : LoadFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
