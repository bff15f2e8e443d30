// Four levels of navigations that share a type.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ComplexNavigationsSharedTypeQueryDynoFixture : ComplexNavigationsSharedTypeQueryFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
