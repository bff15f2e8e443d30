// Associations as complex properties, on the embedded engine.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesDynoFixture : ComplexPropertiesFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    public override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);
}
