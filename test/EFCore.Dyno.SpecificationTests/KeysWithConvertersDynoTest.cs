// EF's suite: keys with value converters.

namespace EFCore.Dyno.SpecificationTests;

public class KeysWithConvertersDynoTest(KeysWithConvertersDynoTest.KeysWithConvertersDynoFixture fixture) : KeysWithConvertersTestBase<KeysWithConvertersDynoTest.KeysWithConvertersDynoFixture>(fixture)
{
    public class KeysWithConvertersDynoFixture : KeysWithConvertersFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
