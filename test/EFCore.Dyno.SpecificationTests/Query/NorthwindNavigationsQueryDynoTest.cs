// EF's suite: navigations over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindNavigationsQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindNavigationsQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
