// EF's suite: changes of many-to-many relationships.

using Microsoft.EntityFrameworkCore.TestModels.ManyToManyModel;

namespace EFCore.Dyno.SpecificationTests;

public class ManyToManyTrackingDynoTest(ManyToManyTrackingDynoTest.ManyToManyTrackingDynoFixture fixture) : ManyToManyTrackingTestBase<ManyToManyTrackingDynoTest.ManyToManyTrackingDynoFixture>(fixture)
{
    protected override async Task ExecuteWithStrategyInTransactionAsync(
        Func<ManyToManyContext, Task> testOperation,
        Func<ManyToManyContext, Task>? nestedTestOperation1 = null,
        Func<ManyToManyContext, Task>? nestedTestOperation2 = null,
        Func<ManyToManyContext, Task>? nestedTestOperation3 = null)
    {
        await base.ExecuteWithStrategyInTransactionAsync(testOperation, nestedTestOperation1, nestedTestOperation2, nestedTestOperation3);
        await Fixture.ReseedAsync();
    }

    public class ManyToManyTrackingDynoFixture : ManyToManyTrackingFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) =>
            base.AddOptions(builder).UseQueryTrackingBehavior(QueryTrackingBehavior.TrackAll);
    }
}
