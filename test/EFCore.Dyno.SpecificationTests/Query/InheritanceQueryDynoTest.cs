// EF's suite: queries over a hierarchy.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class InheritanceQueryDynoTest(InheritanceQueryDynoFixture fixture) : InheritanceQueryTestBase<InheritanceQueryDynoFixture>(fixture)
{
    protected override bool EnforcesFkConstraints => false;
}
