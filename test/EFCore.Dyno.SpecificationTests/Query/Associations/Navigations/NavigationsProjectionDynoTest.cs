// EF's suite: projections of navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsProjectionDynoTest(NavigationsDynoFixture fixture) : NavigationsProjectionTestBase<NavigationsDynoFixture>(fixture);
