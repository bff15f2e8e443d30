// EF's suite: a context whose check for two threads is off.

namespace EFCore.Dyno.SpecificationTests;

public class ConcurrencyDetectorDisabledDynoTest(ConcurrencyDetectorDisabledDynoTest.ConcurrencyDetectorDisabledDynoFixture fixture) : ConcurrencyDetectorDisabledTestBase<ConcurrencyDetectorDisabledDynoTest.ConcurrencyDetectorDisabledDynoFixture>(fixture)
{
    public class ConcurrencyDetectorDisabledDynoFixture : ConcurrencyDetectorFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) => base.AddOptions(builder).EnableThreadSafetyChecks(enableChecks: false);
    }
}
