// Documents within entities on the embedded engine.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class JsonQueryDynoFixture : JsonQueryFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
