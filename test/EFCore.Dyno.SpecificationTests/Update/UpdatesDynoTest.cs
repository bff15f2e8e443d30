// EF's suite: SaveChanges, with and without values in messages.

using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.SpecificationTests.Update;

public abstract class UpdatesDynoTest<TFixture>(TFixture fixture) : UpdatesTestBase<TFixture>(fixture)
    where TFixture : UpdatesDynoTest<TFixture>.UpdatesDynoFixture
{
    protected override string UpdateConcurrencyMessage => "";

    protected override string UpdateConcurrencyTokenMessage => "";

    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public abstract class UpdatesDynoFixture : UpdatesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
