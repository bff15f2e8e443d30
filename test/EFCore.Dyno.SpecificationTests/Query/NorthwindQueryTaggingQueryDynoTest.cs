// EF's suite: tagged queries of Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindQueryTaggingQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindQueryTaggingQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
