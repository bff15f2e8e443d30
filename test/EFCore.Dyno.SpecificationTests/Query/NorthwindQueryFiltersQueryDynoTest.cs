// EF's suite: query filters over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindQueryFiltersQueryDynoTest(NorthwindQueryDynoFixture<NorthwindQueryFiltersCustomizer> fixture) : NorthwindQueryFiltersQueryTestBase<NorthwindQueryDynoFixture<NorthwindQueryFiltersCustomizer>>(fixture);
