// EF's suite: values that the store generates.

namespace EFCore.Dyno.SpecificationTests;

public class StoreGeneratedDynoTest(StoreGeneratedDynoTest.StoreGeneratedDynoFixture fixture) : StoreGeneratedTestBase<StoreGeneratedDynoTest.StoreGeneratedDynoFixture>(fixture)
{
    protected override async Task ExecuteWithStrategyInTransactionAsync(
        Func<DbContext, Task> testOperation,
        Func<DbContext, Task>? nestedTestOperation1 = null,
        Func<DbContext, Task>? nestedTestOperation2 = null,
        Func<DbContext, Task>? nestedTestOperation3 = null)
    {
        await base.ExecuteWithStrategyInTransactionAsync(testOperation, nestedTestOperation1, nestedTestOperation2, nestedTestOperation3);
        await Fixture.ReseedAsync();
    }

    public class StoreGeneratedDynoFixture : StoreGeneratedFixtureBase
    {
        protected override string StoreName => "StoreGenerated";

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
