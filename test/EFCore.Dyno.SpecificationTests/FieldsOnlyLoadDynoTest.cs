// EF's suite: loading of navigations that are fields.

namespace EFCore.Dyno.SpecificationTests;

public class FieldsOnlyLoadDynoTest(FieldsOnlyLoadDynoTest.FieldsOnlyLoadDynoFixture fixture) : FieldsOnlyLoadTestBase<FieldsOnlyLoadDynoTest.FieldsOnlyLoadDynoFixture>(fixture)
{
    public class FieldsOnlyLoadDynoFixture : FieldsOnlyLoadFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
