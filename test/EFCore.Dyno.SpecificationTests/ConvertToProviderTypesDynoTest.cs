// EF's suite: every plain type, converted to one that the provider has.

namespace EFCore.Dyno.SpecificationTests;

public class ConvertToProviderTypesDynoTest(ConvertToProviderTypesDynoTest.ConvertToProviderTypesDynoFixture fixture) : ConvertToProviderTypesTestBase<ConvertToProviderTypesDynoTest.ConvertToProviderTypesDynoFixture>(fixture)
{
    public class ConvertToProviderTypesDynoFixture : ConvertToProviderTypesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
        public override bool StrictEquality => true;

        public override bool SupportsAnsi => false;

        public override bool SupportsUnicodeToAnsiConversion => true;

        public override bool SupportsLargeStringComparisons => true;

        public override bool SupportsBinaryKeys => true;

        public override bool SupportsDecimalComparisons => true;

        public override DateTime DefaultDateTime => default;

        public override bool PreservesDateTimeKind => true;
    }
}
