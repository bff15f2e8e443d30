// EF's suite: entities with constructors that take parameters.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class WithConstructorsDynoTest(WithConstructorsDynoTest.WithConstructorsDynoFixture fixture) : WithConstructorsTestBase<WithConstructorsDynoTest.WithConstructorsDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class WithConstructorsDynoFixture : WithConstructorsFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override void OnModelCreating(ModelBuilder modelBuilder, DbContext context)
        {
            base.OnModelCreating(modelBuilder, context);
            modelBuilder.Entity<BlogQuery>().HasNoKey().ToDynoQuery(() => context.Set<Blog>().Select(b => new BlogQuery(b.Title, b.MonthlyRevenue)));
        }
    }
}
