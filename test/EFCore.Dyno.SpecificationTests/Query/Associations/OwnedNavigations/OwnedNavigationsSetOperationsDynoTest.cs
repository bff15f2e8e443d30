// EF's suite: set operations over owned navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.OwnedNavigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.OwnedNavigations;

public class OwnedNavigationsSetOperationsDynoTest(OwnedNavigationsDynoFixture fixture) : OwnedNavigationsSetOperationsTestBase<OwnedNavigationsDynoFixture>(fixture);
