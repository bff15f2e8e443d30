// EF's suite: HasData.

namespace EFCore.Dyno.SpecificationTests;

public class SeedingDynoTest : SeedingTestBase
{
    protected override TestStore TestStore => DynoTestStore.Create("SeedingTest");

    protected override SeedingContext CreateContextWithEmptyDatabase(string testId) => new SeedingDynoContext(testId);

    protected class SeedingDynoContext(string testId) : SeedingContext(testId)
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseDyno(o => o.InMemory("Seeds" + TestId));
    }
}
