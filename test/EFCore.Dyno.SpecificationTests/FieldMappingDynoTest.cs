// EF's suite: properties mapped to fields.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class FieldMappingDynoTest(FieldMappingDynoTest.FieldMappingDynoFixture fixture) : FieldMappingTestBase<FieldMappingDynoTest.FieldMappingDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class FieldMappingDynoFixture : FieldMappingFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
