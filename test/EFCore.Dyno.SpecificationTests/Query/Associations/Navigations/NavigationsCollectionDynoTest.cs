// EF's suite: collections of navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsCollectionDynoTest(NavigationsDynoFixture fixture) : NavigationsCollectionTestBase<NavigationsDynoFixture>(fixture);
