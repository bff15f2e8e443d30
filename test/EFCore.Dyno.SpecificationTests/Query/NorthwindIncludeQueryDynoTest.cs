// EF's suite: Include over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindIncludeQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindIncludeQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
