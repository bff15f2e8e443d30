// EF's suite: attributes on entities.

namespace EFCore.Dyno.SpecificationTests;

public class DataAnnotationDynoTest(DataAnnotationDynoTest.DataAnnotationDynoFixture fixture) : DataAnnotationTestBase<DataAnnotationDynoTest.DataAnnotationDynoFixture>(fixture)
{
    protected override TestHelpers TestHelpers => DynoTestHelpers.Instance;

    protected override bool HasForeignKeyIndexes => false;

    public class DataAnnotationDynoFixture : DataAnnotationFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
