// What EF's model building tests need to know of the provider.

using Microsoft.EntityFrameworkCore.ModelBuilding;

namespace EFCore.Dyno.SpecificationTests.ModelBuilding;

public class DynoModelBuilderFixture : ModelBuilderTest.ModelBuilderFixtureBase
{
    public override TestHelpers TestHelpers => DynoTestHelpers.Instance;

    public override bool ForeignKeysHaveIndexes => false;
}
