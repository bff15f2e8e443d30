// EF's suite: compiled queries of Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindCompiledQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindCompiledQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
