// EF's suite: Include by EF.Property over Northwind.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NorthwindEFPropertyIncludeQueryDynoTest(NorthwindQueryDynoFixture<NoopModelCustomizer> fixture) : NorthwindEFPropertyIncludeQueryTestBase<NorthwindQueryDynoFixture<NoopModelCustomizer>>(fixture);
