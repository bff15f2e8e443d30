// EF's suite: current, original and stored values.

namespace EFCore.Dyno.SpecificationTests;

public class PropertyValuesDynoTest(PropertyValuesDynoTest.PropertyValuesDynoFixture fixture) : PropertyValuesTestBase<PropertyValuesDynoTest.PropertyValuesDynoFixture>(fixture)
{
    public class PropertyValuesDynoFixture : PropertyValuesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
