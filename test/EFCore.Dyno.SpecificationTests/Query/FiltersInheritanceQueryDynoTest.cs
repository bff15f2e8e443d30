// EF's suite: query filters over a hierarchy.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class FiltersInheritanceQueryDynoTest(FiltersInheritanceQueryDynoFixture fixture) : FiltersInheritanceQueryTestBase<FiltersInheritanceQueryDynoFixture>(fixture);
