// EF's suite: ExecuteUpdate and ExecuteDelete over a hierarchy with query filters.

using Microsoft.EntityFrameworkCore.BulkUpdates;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.BulkUpdates;

public class FiltersInheritanceBulkUpdatesDynoTest(FiltersInheritanceBulkUpdatesDynoTest.FiltersInheritanceBulkUpdatesDynoFixture fixture)
    : FiltersInheritanceBulkUpdatesTestBase<FiltersInheritanceBulkUpdatesDynoTest.FiltersInheritanceBulkUpdatesDynoFixture>(fixture)
{
    public class FiltersInheritanceBulkUpdatesDynoFixture : InheritanceBulkUpdatesFixtureBase
    {
        protected override string StoreName => "FiltersInheritanceBulkUpdates";

        public override bool EnableFilters => true;

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);
    }
}
