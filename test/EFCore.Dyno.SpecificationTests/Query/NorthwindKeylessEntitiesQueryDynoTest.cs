// EF's suite: keyless types over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindKeylessEntitiesQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindKeylessEntitiesQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
