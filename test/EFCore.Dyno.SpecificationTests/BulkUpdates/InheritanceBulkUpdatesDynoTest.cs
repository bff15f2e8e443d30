// EF's suite: ExecuteUpdate and ExecuteDelete over a hierarchy.

using Microsoft.EntityFrameworkCore.BulkUpdates;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.BulkUpdates;

public class InheritanceBulkUpdatesDynoTest(InheritanceBulkUpdatesDynoTest.InheritanceBulkUpdatesDynoFixture fixture)
    : InheritanceBulkUpdatesTestBase<InheritanceBulkUpdatesDynoTest.InheritanceBulkUpdatesDynoFixture>(fixture)
{
    public class InheritanceBulkUpdatesDynoFixture : InheritanceBulkUpdatesFixtureBase
    {
        protected override string StoreName => "InheritanceBulkUpdates";

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);
    }
}
