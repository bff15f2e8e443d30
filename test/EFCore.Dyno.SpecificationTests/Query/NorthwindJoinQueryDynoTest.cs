// EF's suite: joins over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindJoinQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindJoinQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
