// EF's suite: set operations over navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsSetOperationsDynoTest(NavigationsDynoFixture fixture) : NavigationsSetOperationsTestBase<NavigationsDynoFixture>(fixture);
