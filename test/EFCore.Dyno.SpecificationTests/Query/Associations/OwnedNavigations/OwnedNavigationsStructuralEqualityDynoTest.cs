// EF's suite: equality of owned navigations.

using Microsoft.EntityFrameworkCore.Query.Associations.OwnedNavigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.OwnedNavigations;

public class OwnedNavigationsStructuralEqualityDynoTest(OwnedNavigationsDynoFixture fixture) : OwnedNavigationsStructuralEqualityTestBase<OwnedNavigationsDynoFixture>(fixture);
