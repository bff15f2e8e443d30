// EF's suite: changes of graphs of proxies that load lazily and notify of changes.

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class ProxyGraphUpdatesLazyLoadingAndChangeTrackingDynoTest(ProxyGraphUpdatesLazyLoadingAndChangeTrackingDynoTest.LazyLoadingAndChangeTrackingFixture fixture)
    : ProxyGraphUpdatesDynoTest<ProxyGraphUpdatesLazyLoadingAndChangeTrackingDynoTest.LazyLoadingAndChangeTrackingFixture>(fixture)
{
    protected override bool DoesLazyLoading => true;

    protected override bool DoesChangeTracking => true;

    public class LazyLoadingAndChangeTrackingFixture : ProxyGraphUpdatesDynoFixture
    {
        protected override string StoreName => "ProxyGraphUpdatesLazyLoadingAndChangeTracking";

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) => base.AddOptions(builder.UseLazyLoadingProxies().UseChangeTrackingProxies());
    }
}
