// EF's suite: queries of all kinds over navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsMiscellaneousDynoTest(NavigationsDynoFixture fixture) : NavigationsMiscellaneousTestBase<NavigationsDynoFixture>(fixture);
