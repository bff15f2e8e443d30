// EF's suite: fix-up of relationships when keys are generated.

namespace EFCore.Dyno.SpecificationTests;

public class StoreGeneratedFixupDynoTest(StoreGeneratedFixupDynoTest.StoreGeneratedFixupDynoFixture fixture) : StoreGeneratedFixupTestBase<StoreGeneratedFixupDynoTest.StoreGeneratedFixupDynoFixture>(fixture)
{
    protected override bool EnforcesFKs => false;

    protected override async Task ExecuteWithStrategyInTransactionAsync(Func<DbContext, Task> testOperation)
    {
        await base.ExecuteWithStrategyInTransactionAsync(testOperation);
        await Fixture.ReseedAsync();
    }

    public class StoreGeneratedFixupDynoFixture : StoreGeneratedFixupFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
