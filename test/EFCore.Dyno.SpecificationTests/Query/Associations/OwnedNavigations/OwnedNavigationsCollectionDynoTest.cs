// EF's suite: collections of owned navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.OwnedNavigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.OwnedNavigations;

public class OwnedNavigationsCollectionDynoTest(OwnedNavigationsDynoFixture fixture) : OwnedNavigationsCollectionTestBase<OwnedNavigationsDynoFixture>(fixture);
