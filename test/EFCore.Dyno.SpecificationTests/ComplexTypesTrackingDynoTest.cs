// EF's suite: tracking of complex types.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class ComplexTypesTrackingDynoTest(ComplexTypesTrackingDynoTest.ComplexTypesTrackingDynoFixture fixture) : ComplexTypesTrackingTestBase<ComplexTypesTrackingDynoTest.ComplexTypesTrackingDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class ComplexTypesTrackingDynoFixture : FixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
