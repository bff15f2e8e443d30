// EF's suite: GroupBy over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindGroupByQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindGroupByQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
