// EF's suite: Include over Northwind without tracking.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindIncludeNoTrackingQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindIncludeNoTrackingQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
