// EF's suite: changes of many-to-many relationships.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class ManyToManyTrackingDynoTest(ManyToManyTrackingDynoTest.ManyToManyTrackingDynoFixture fixture) : ManyToManyTrackingTestBase<ManyToManyTrackingDynoTest.ManyToManyTrackingDynoFixture>(fixture)
{
    protected override bool SupportsDatabaseDefaults => false;

    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class ManyToManyTrackingDynoFixture : ManyToManyTrackingFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) =>
            base.AddOptions(builder).UseQueryTrackingBehavior(QueryTrackingBehavior.TrackAll);
    }
}
