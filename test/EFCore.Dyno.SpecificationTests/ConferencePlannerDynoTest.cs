// EF's suite: the conference planner sample.

namespace EFCore.Dyno.SpecificationTests;

public class ConferencePlannerDynoTest(ConferencePlannerDynoTest.ConferencePlannerDynoFixture fixture) : ConferencePlannerTestBase<ConferencePlannerDynoTest.ConferencePlannerDynoFixture>(fixture)
{
    public class ConferencePlannerDynoFixture : ConferencePlannerFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
