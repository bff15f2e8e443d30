// EF's suite: keys of several properties, generated in part.

namespace EFCore.Dyno.SpecificationTests;

public class CompositeKeyEndToEndDynoTest(CompositeKeyEndToEndDynoTest.CompositeKeyEndToEndDynoFixture fixture) : CompositeKeyEndToEndTestBase<CompositeKeyEndToEndDynoTest.CompositeKeyEndToEndDynoFixture>(fixture)
{
    public class CompositeKeyEndToEndDynoFixture : CompositeKeyEndToEndFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
