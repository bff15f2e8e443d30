// EF's suite: Find, by each of its ways.

namespace EFCore.Dyno.SpecificationTests;

public abstract class FindDynoTest(FindDynoTest.FindDynoFixture fixture) : FindTestBase<FindDynoTest.FindDynoFixture>(fixture)
{
    public class ViaSet(FindDynoFixture fixture) : FindDynoTest(fixture)
    {
        protected override TestFinder Finder { get; } = new FindViaSetFinder();
    }

    public class ViaContext(FindDynoFixture fixture) : FindDynoTest(fixture)
    {
        protected override TestFinder Finder { get; } = new FindViaContextFinder();
    }

    public class ViaNonGenericContext(FindDynoFixture fixture) : FindDynoTest(fixture)
    {
        protected override TestFinder Finder { get; } = new FindViaNonGenericContextFinder();
    }

    public class FindDynoFixture : FindFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
