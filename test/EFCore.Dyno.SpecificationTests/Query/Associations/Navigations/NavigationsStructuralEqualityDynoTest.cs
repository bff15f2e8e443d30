// EF's suite: equality of navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsStructuralEqualityDynoTest(NavigationsDynoFixture fixture) : NavigationsStructuralEqualityTestBase<NavigationsDynoFixture>(fixture);
