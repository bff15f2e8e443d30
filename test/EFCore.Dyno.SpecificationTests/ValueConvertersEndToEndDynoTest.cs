// EF's suite: value converters.

namespace EFCore.Dyno.SpecificationTests;

public class ValueConvertersEndToEndDynoTest(ValueConvertersEndToEndDynoTest.ValueConvertersEndToEndDynoFixture fixture) : ValueConvertersEndToEndTestBase<ValueConvertersEndToEndDynoTest.ValueConvertersEndToEndDynoFixture>(fixture)
{
    public class ValueConvertersEndToEndDynoFixture : ValueConvertersEndToEndFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
