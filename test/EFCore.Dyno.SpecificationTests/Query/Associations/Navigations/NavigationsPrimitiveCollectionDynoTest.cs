// EF's suite: collections of plain values in navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsPrimitiveCollectionDynoTest(NavigationsDynoFixture fixture) : NavigationsPrimitiveCollectionTestBase<NavigationsDynoFixture>(fixture);
