// EF's suite: a context used by two threads is refused.

namespace EFCore.Dyno.SpecificationTests;

public class ConcurrencyDetectorEnabledDynoTest(ConcurrencyDetectorEnabledDynoTest.ConcurrencyDetectorEnabledDynoFixture fixture) : ConcurrencyDetectorEnabledTestBase<ConcurrencyDetectorEnabledDynoTest.ConcurrencyDetectorEnabledDynoFixture>(fixture)
{
    public class ConcurrencyDetectorEnabledDynoFixture : ConcurrencyDetectorFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
