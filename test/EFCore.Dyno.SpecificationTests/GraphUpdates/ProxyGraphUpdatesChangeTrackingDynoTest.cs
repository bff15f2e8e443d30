// EF's suite: changes of graphs of proxies that notify of changes.

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public class ProxyGraphUpdatesChangeTrackingDynoTest(ProxyGraphUpdatesChangeTrackingDynoTest.ChangeTrackingFixture fixture)
    : ProxyGraphUpdatesDynoTest<ProxyGraphUpdatesChangeTrackingDynoTest.ChangeTrackingFixture>(fixture)
{
    protected override bool DoesLazyLoading => false;

    protected override bool DoesChangeTracking => true;

    public class ChangeTrackingFixture : ProxyGraphUpdatesDynoFixture
    {
        protected override string StoreName => "ProxyGraphUpdatesChangeTracking";

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) => base.AddOptions(builder.UseChangeTrackingProxies());
    }
}
