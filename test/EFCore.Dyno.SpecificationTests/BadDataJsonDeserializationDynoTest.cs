// EF's suite: JSON that is not what the type says.

namespace EFCore.Dyno.SpecificationTests;

public class BadDataJsonDeserializationDynoTest : BadDataJsonDeserializationTestBase
{
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        base.OnConfiguring(DynoTestStore.Use(optionsBuilder, nameof(BadDataJsonDeserializationDynoTest)));
}
