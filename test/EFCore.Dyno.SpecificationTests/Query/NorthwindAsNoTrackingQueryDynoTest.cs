// EF's suite: queries of Northwind without tracking.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindAsNoTrackingQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindAsNoTrackingQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
