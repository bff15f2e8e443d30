// One entity with every plain type, on the embedded engine.

using Microsoft.EntityFrameworkCore.Query.Translations;

namespace EFCore.Dyno.SpecificationTests.Query.Translations;

public class BasicTypesQueryDynoFixture : BasicTypesQueryFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
