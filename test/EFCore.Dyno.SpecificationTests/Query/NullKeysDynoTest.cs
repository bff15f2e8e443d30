// EF's suite: relationships whose keys are null.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NullKeysDynoTest(NullKeysDynoTest.NullKeysDynoFixture fixture) : NullKeysTestBase<NullKeysDynoTest.NullKeysDynoFixture>(fixture)
{
    public class NullKeysDynoFixture : NullKeysFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
