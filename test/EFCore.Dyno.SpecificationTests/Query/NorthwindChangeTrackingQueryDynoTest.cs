// EF's suite: what queries of Northwind track.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindChangeTrackingQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindChangeTrackingQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
