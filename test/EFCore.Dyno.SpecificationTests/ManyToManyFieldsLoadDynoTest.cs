// EF's suite: loading of skip navigations that are fields.

namespace EFCore.Dyno.SpecificationTests;

public class ManyToManyFieldsLoadDynoTest(ManyToManyFieldsLoadDynoTest.ManyToManyFieldsLoadDynoFixture fixture) : ManyToManyFieldsLoadTestBase<ManyToManyFieldsLoadDynoTest.ManyToManyFieldsLoadDynoFixture>(fixture)
{
    public class ManyToManyFieldsLoadDynoFixture : ManyToManyFieldsLoadFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
