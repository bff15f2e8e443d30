// EF's suite: aggregates over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindAggregateOperatorsQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindAggregateOperatorsQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
