// EF's suite: fix-up of relationships when keys are generated.

using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class StoreGeneratedFixupDynoTest(StoreGeneratedFixupDynoTest.StoreGeneratedFixupDynoFixture fixture) : StoreGeneratedFixupTestBase<StoreGeneratedFixupDynoTest.StoreGeneratedFixupDynoFixture>(fixture)
{
    protected override bool EnforcesFKs => false;

    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class StoreGeneratedFixupDynoFixture : StoreGeneratedFixupFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        // The tests say by MarkIdsTemporary where keys are generated; here, as in EF's in-memory provider, they are not.
        protected override void OnModelCreating(ModelBuilder modelBuilder, DbContext context)
        {
            base.OnModelCreating(modelBuilder, context);
            foreach (var entityType in modelBuilder.Model.GetEntityTypes())
            {
                if (entityType.FindProperty("Id2") is { } id)
                {
                    id.ValueGenerated = ValueGenerated.Never;
                }
            }
        }
    }
}
