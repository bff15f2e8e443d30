// EF's suite: projections over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindSelectQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindSelectQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
