// EF's suite: projections of owned navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.OwnedNavigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.OwnedNavigations;

public class OwnedNavigationsProjectionDynoTest(OwnedNavigationsDynoFixture fixture) : OwnedNavigationsProjectionTestBase<OwnedNavigationsDynoFixture>(fixture);
