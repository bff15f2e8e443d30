// EF's suite: properties mapped to fields.

namespace EFCore.Dyno.SpecificationTests;

public class FieldMappingDynoTest(FieldMappingDynoTest.FieldMappingDynoFixture fixture) : FieldMappingTestBase<FieldMappingDynoTest.FieldMappingDynoFixture>(fixture)
{
    public class FieldMappingDynoFixture : FieldMappingFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
