// EF's suite: entities whose constructors make too much.

namespace EFCore.Dyno.SpecificationTests;

public class OverzealousInitializationDynoTest(OverzealousInitializationDynoTest.OverzealousInitializationDynoFixture fixture) : OverzealousInitializationTestBase<OverzealousInitializationDynoTest.OverzealousInitializationDynoFixture>(fixture)
{
    public class OverzealousInitializationDynoFixture : OverzealousInitializationFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
