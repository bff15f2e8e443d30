// EF's suite: ExecuteUpdate and ExecuteDelete over Northwind.

using EFCore.Dyno.SpecificationTests.Query;
using Microsoft.EntityFrameworkCore.BulkUpdates;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.BulkUpdates;

public class NorthwindBulkUpdatesDynoTest(NorthwindBulkUpdatesDynoTest.NorthwindBulkUpdatesDynoFixture fixture)
    : NorthwindBulkUpdatesTestBase<NorthwindBulkUpdatesDynoTest.NorthwindBulkUpdatesDynoFixture>(fixture)
{
    public class NorthwindBulkUpdatesDynoFixture : NorthwindBulkUpdatesFixture<NoopModelCustomizer>
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override Type ContextType => typeof(NorthwindDynoContext);

        public override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);
    }
}
