// EF's suite: EF.Functions over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindDbFunctionsQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindDbFunctionsQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
