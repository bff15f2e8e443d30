// EF's suite: collections of plain values in owned navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.OwnedNavigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.OwnedNavigations;

public class OwnedNavigationsPrimitiveCollectionDynoTest(OwnedNavigationsDynoFixture fixture) : OwnedNavigationsPrimitiveCollectionTestBase<OwnedNavigationsDynoFixture>(fixture);
