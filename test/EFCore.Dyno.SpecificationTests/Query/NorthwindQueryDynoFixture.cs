// Northwind on the embedded engine, with the views of its keyless types.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindQueryDynoFixture<TModelCustomizer> : NorthwindQueryFixtureBase<TModelCustomizer>
    where TModelCustomizer : ITestModelCustomizer, new()
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    protected override Type ContextType => typeof(NorthwindDynoContext);

    protected override bool ShouldLogCategory(string logCategory) => logCategory == DbLoggerCategory.Query.Name;
}
