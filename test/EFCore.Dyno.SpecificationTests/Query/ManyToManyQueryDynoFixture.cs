// Many-to-many relationships on the embedded engine.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ManyToManyQueryDynoFixture : ManyToManyQueryFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
