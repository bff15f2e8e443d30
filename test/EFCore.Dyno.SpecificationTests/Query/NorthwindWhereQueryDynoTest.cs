// EF's suite: filters over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindWhereQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindWhereQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
