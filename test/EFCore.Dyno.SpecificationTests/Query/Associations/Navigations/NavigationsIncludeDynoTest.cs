// EF's suite: Include of navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsIncludeDynoTest(NavigationsDynoFixture fixture) : NavigationsIncludeTestBase<NavigationsDynoFixture>(fixture);
