// EF's suite: changes of graphs of proxies that load lazily.

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class ProxyGraphUpdatesLazyLoadingDynoTest(ProxyGraphUpdatesLazyLoadingDynoTest.LazyLoadingFixture fixture)
    : ProxyGraphUpdatesDynoTest<ProxyGraphUpdatesLazyLoadingDynoTest.LazyLoadingFixture>(fixture)
{
    protected override bool DoesLazyLoading => true;

    protected override bool DoesChangeTracking => false;

    public class LazyLoadingFixture : ProxyGraphUpdatesDynoFixture
    {
        protected override string StoreName => "ProxyGraphUpdatesLazyLoading";

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) => base.AddOptions(builder.UseLazyLoadingProxies());
    }
}
