// EF's suite: values that the store generates.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class StoreGeneratedDynoTest(StoreGeneratedDynoTest.StoreGeneratedDynoFixture fixture) : StoreGeneratedTestBase<StoreGeneratedDynoTest.StoreGeneratedDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class StoreGeneratedDynoFixture : StoreGeneratedFixtureBase
    {
        protected override string StoreName => "StoreGenerated";

        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override void OnModelCreating(ModelBuilder modelBuilder, DbContext context)
        {
            modelBuilder.Entity<Gumball>(b =>
            {
                b.Property(e => e.Identity).HasDynoDefaultValue("Banana Joe");
                b.Property(e => e.IdentityReadOnlyBeforeSave).HasDynoDefaultValue("Doughnut Sheriff");
                b.Property(e => e.IdentityReadOnlyAfterSave).HasDynoDefaultValue("Anton");
                b.Property(e => e.AlwaysIdentity).HasDynoDefaultValue("Banana Joe");
                b.Property(e => e.AlwaysIdentityReadOnlyBeforeSave).HasDynoDefaultValue("Doughnut Sheriff");
                b.Property(e => e.AlwaysIdentityReadOnlyAfterSave).HasDynoDefaultValue("Anton");
                b.Property(e => e.Computed).HasDynoDefaultValue("Alan");
                b.Property(e => e.ComputedReadOnlyBeforeSave).HasDynoDefaultValue("Carmen");
                b.Property(e => e.ComputedReadOnlyAfterSave).HasDynoDefaultValue("Tina Rex");
                b.Property(e => e.AlwaysComputed).HasDynoDefaultValue("Alan");
                b.Property(e => e.AlwaysComputedReadOnlyBeforeSave).HasDynoDefaultValue("Carmen");
                b.Property(e => e.AlwaysComputedReadOnlyAfterSave).HasDynoDefaultValue("Tina Rex");
            });
            modelBuilder.Entity<Anais>(b =>
            {
                foreach (var property in typeof(Anais).GetProperties().Where(p => p.Name.StartsWith("On", StringComparison.Ordinal)))
                {
                    b.Property<string>(property.Name).HasDynoDefaultValue("Rabbit");
                }
            });
            modelBuilder.Entity<WithNoBackingFields>(b =>
            {
                b.Property(e => e.TrueDefault).HasDynoDefaultValue(true);
                b.Property(e => e.NonZeroDefault).HasDynoDefaultValue(-1);
                b.Property(e => e.FalseDefault).HasDynoDefaultValue(false);
                b.Property(e => e.ZeroDefault).HasDynoDefaultValue(0);
            });
            modelBuilder.Entity<WithNullableBackingFields>(b =>
            {
                b.Property(e => e.NullableBackedBoolTrueDefault).HasDynoDefaultValue(true);
                b.Property(e => e.NullableBackedIntNonZeroDefault).HasDynoDefaultValue(-1);
                b.Property(e => e.NullableBackedBoolFalseDefault).HasDynoDefaultValue(false);
                b.Property(e => e.NullableBackedIntZeroDefault).HasDynoDefaultValue(0);
            });
            modelBuilder.Entity<WithObjectBackingFields>(b =>
            {
                b.Property(e => e.NullableBackedBoolTrueDefault).HasDynoDefaultValue(true);
                b.Property(e => e.NullableBackedIntNonZeroDefault).HasDynoDefaultValue(-1);
                b.Property(e => e.NullableBackedBoolFalseDefault).HasDynoDefaultValue(false);
                b.Property(e => e.NullableBackedIntZeroDefault).HasDynoDefaultValue(0);
            });
            modelBuilder.Entity<NonStoreGenDependent>().Property(e => e.HasTemp).HasDynoDefaultValue(777);
            base.OnModelCreating(modelBuilder, context);
        }
    }
}
