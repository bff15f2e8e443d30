// EF's suite: keys with value converters.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.SpecificationTests;

public class KeysWithConvertersDynoTest(KeysWithConvertersDynoTest.KeysWithConvertersDynoFixture fixture) : KeysWithConvertersTestBase<KeysWithConvertersDynoTest.KeysWithConvertersDynoFixture>(fixture)
{
    public class KeysWithConvertersDynoFixture : KeysWithConvertersFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        // A key that is a class with an enumerator, which nobody compares element by element.
        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) =>
            base.AddOptions(builder).ConfigureWarnings(w => w.Ignore(CoreEventId.CollectionWithoutComparer, CoreEventId.MappedEntityTypeIgnoredWarning));
    }
}
