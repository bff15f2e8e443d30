// EF's suite: SaveChanges, with and without values in messages.

using Microsoft.EntityFrameworkCore.TestModels.UpdatesModel;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.SpecificationTests.Update;

public abstract class UpdatesDynoTest<TFixture>(TFixture fixture) : UpdatesTestBase<TFixture>(fixture)
    where TFixture : UpdatesDynoTest<TFixture>.UpdatesDynoFixture
{
    protected override string UpdateConcurrencyMessage => "";

    protected override string UpdateConcurrencyTokenMessage => "";

    protected override async Task ExecuteWithStrategyInTransactionAsync(
        Func<UpdatesContext, Task> testOperation,
        Func<UpdatesContext, Task>? nestedTestOperation1 = null,
        Func<UpdatesContext, Task>? nestedTestOperation2 = null)
    {
        await base.ExecuteWithStrategyInTransactionAsync(testOperation, nestedTestOperation1, nestedTestOperation2);
        await Fixture.ReseedAsync();
    }

    public abstract class UpdatesDynoFixture : UpdatesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
