// EF's suite: inheritance, navigations and time over Gears of War.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class GearsOfWarQueryDynoTest(GearsOfWarQueryDynoFixture fixture) : GearsOfWarQueryTestBase<GearsOfWarQueryDynoFixture>(fixture);
