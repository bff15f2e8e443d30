// EF's suite: queries of all kinds over owned navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.OwnedNavigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.OwnedNavigations;

public class OwnedNavigationsMiscellaneousDynoTest(OwnedNavigationsDynoFixture fixture) : OwnedNavigationsMiscellaneousTestBase<OwnedNavigationsDynoFixture>(fixture);
