// EF's suite: queries of Northwind of all kinds.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindMiscellaneousQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindMiscellaneousQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
