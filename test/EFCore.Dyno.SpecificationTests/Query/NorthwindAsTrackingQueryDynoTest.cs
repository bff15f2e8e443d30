// EF's suite: queries of Northwind with tracking.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindAsTrackingQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindAsTrackingQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
