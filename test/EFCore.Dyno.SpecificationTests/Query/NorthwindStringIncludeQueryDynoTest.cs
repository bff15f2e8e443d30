// EF's suite: Include by name over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindStringIncludeQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindStringIncludeQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
