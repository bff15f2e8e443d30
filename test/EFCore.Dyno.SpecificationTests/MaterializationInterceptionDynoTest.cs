// EF's suite: interceptors of materialisation.

namespace EFCore.Dyno.SpecificationTests;

public class MaterializationInterceptionDynoTest(NonSharedFixture fixture)
    : MaterializationInterceptionTestBase<MaterializationInterceptionDynoTest.DynoLibraryContext>(fixture)
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    public class DynoLibraryContext(DbContextOptions options) : LibraryContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<TestEntity30244>().OwnsMany(e => e.Settings);
        }
    }
}
