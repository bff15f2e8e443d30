// What the model of EF's suite of graph updates leaves to providers: default values that the store gives, also to parts of keys.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests.GraphUpdates;

public abstract class GraphUpdatesDynoTestBase<TFixture>(TFixture fixture) : GraphUpdatesTestBase<TFixture>(fixture)
    where TFixture : GraphUpdatesDynoTestBase<TFixture>.GraphUpdatesDynoFixtureBase, new()
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public abstract class GraphUpdatesDynoFixtureBase : GraphUpdatesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override void OnModelCreating(ModelBuilder modelBuilder, DbContext context)
        {
            base.OnModelCreating(modelBuilder, context);
            modelBuilder.Entity<AccessState>(b =>
            {
                b.Property(e => e.AccessStateId).ValueGeneratedNever();
                b.HasData(new AccessState { AccessStateId = 1 });
            });
            modelBuilder.Entity<Cruiser>(b =>
            {
                b.Property(e => e.IdUserState).HasDynoDefaultValue(1);
                b.HasOne(e => e.UserState).WithMany(e => e.Users).HasForeignKey(e => e.IdUserState);
            });
            modelBuilder.Entity<AccessStateWithSentinel>(b =>
            {
                b.Property(e => e.AccessStateWithSentinelId).ValueGeneratedNever();
                b.HasData(new AccessStateWithSentinel { AccessStateWithSentinelId = 1 });
            });
            modelBuilder.Entity<CruiserWithSentinel>(b =>
            {
                b.Property(e => e.IdUserState).HasDynoDefaultValue(1).HasSentinel(667);
                b.HasOne(e => e.UserState).WithMany(e => e.Users).HasForeignKey(e => e.IdUserState);
            });
            modelBuilder.Entity<SomethingOfCategoryA>().Property<int>("CategoryId").HasDynoDefaultValue(1);
            modelBuilder.Entity<SomethingOfCategoryB>().Property(e => e.CategoryId).HasDynoDefaultValue(2);
            modelBuilder.Entity<CompositeKeyWith<int>>().Property(e => e.PrimaryGroup).HasDynoDefaultValue(1).HasSentinel(1);
            modelBuilder.Entity<CompositeKeyWith<bool>>().Property(e => e.PrimaryGroup).HasDynoDefaultValue(true);
            modelBuilder.Entity<CompositeKeyWith<bool?>>().Property(e => e.PrimaryGroup).HasDynoDefaultValue(true);
        }
    }
}
