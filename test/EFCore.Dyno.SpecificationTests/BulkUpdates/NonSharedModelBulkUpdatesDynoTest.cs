// EF's suite: reported cases of ExecuteUpdate and ExecuteDelete.

using Microsoft.EntityFrameworkCore.BulkUpdates;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.BulkUpdates;

public class NonSharedModelBulkUpdatesDynoTest(NonSharedFixture fixture) : NonSharedModelBulkUpdatesTestBase(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    public override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);
}
