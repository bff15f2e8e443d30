// EF's suite: set operations over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindSetOperationsQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindSetOperationsQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
