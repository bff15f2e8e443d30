// EF's suite: the relationships that EF's documentation teaches.

namespace EFCore.Dyno.SpecificationTests;

public class ModelBuilding101DynoTest : ModelBuilding101TestBase
{
    protected override DbContextOptionsBuilder ConfigureContext(DbContextOptionsBuilder optionsBuilder) =>
        DynoTestStore.Use(optionsBuilder, nameof(ModelBuilding101DynoTest));
}
