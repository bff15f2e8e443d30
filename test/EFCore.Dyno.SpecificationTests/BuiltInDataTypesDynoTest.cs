// EF's suite: every plain type.

namespace EFCore.Dyno.SpecificationTests;

public class BuiltInDataTypesDynoTest(BuiltInDataTypesDynoTest.BuiltInDataTypesDynoFixture fixture) : BuiltInDataTypesTestBase<BuiltInDataTypesDynoTest.BuiltInDataTypesDynoFixture>(fixture)
{
    public class BuiltInDataTypesDynoFixture : BuiltInDataTypesFixtureBase
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
