// EF's suite: queries over a hierarchy, some of whose discriminator values nothing is mapped to.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class IncompleteMappingInheritanceQueryDynoTest(IncompleteMappingInheritanceQueryDynoTest.IncompleteFixture fixture)
    : InheritanceQueryTestBase<IncompleteMappingInheritanceQueryDynoTest.IncompleteFixture>(fixture)
{
    protected override bool EnforcesFkConstraints => false;

    public class IncompleteFixture : InheritanceQueryDynoFixture
    {
        public override bool IsDiscriminatorMappingComplete => false;
    }
}
