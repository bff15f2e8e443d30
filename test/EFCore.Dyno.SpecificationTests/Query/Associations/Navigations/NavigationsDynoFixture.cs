// Associations as navigations, on the embedded engine.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsDynoFixture : NavigationsFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
