// EF's suite: tracking of complex types.

namespace EFCore.Dyno.SpecificationTests;

public class ComplexTypesTrackingDynoTest(ComplexTypesTrackingDynoTest.ComplexTypesTrackingDynoFixture fixture) : ComplexTypesTrackingTestBase<ComplexTypesTrackingDynoTest.ComplexTypesTrackingDynoFixture>(fixture)
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

    public class ComplexTypesTrackingDynoFixture : FixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
