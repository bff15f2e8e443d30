// EF's suite: functions in queries of Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindFunctionsQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindFunctionsQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
