// EF's suite: SaveChanges, with and without values in messages.

using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.SpecificationTests.Update;

public abstract class UpdatesDynoTest<TFixture>(TFixture fixture) : UpdatesTestBase<TFixture>(fixture)
    where TFixture : UpdatesDynoTest<TFixture>.UpdatesDynoFixture
{
    protected override string UpdateConcurrencyMessage => Conflict("3d1302c5-4cf8-4043-9758-de9398f6fe10");

    protected override string UpdateConcurrencyTokenMessage => Conflict("984ade3c-2f7b-4651-a351-642e92ab7146");

    protected abstract bool ShowsValues { get; }

    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    private string Conflict(string id) => Messages.ConcurrencyConflict("Product", "Products", ShowsValues ? $$$"""{"Id":{"S":"{{{id}}}"}}""" : null);

    public abstract class UpdatesDynoFixture : UpdatesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
