// EF's suite: fix-up of a large model whose changes are told by notifications after them.

namespace EFCore.Dyno.SpecificationTests;

public class MonsterFixupChangedOnlyDynoTest(MonsterFixupChangedOnlyDynoTest.MonsterFixupChangedOnlyDynoFixture fixture)
    : MonsterFixupTestBase<MonsterFixupChangedOnlyDynoTest.MonsterFixupChangedOnlyDynoFixture>(fixture)
{
    public class MonsterFixupChangedOnlyDynoFixture : MonsterFixupChangedOnlyFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

        protected override void OnModelCreating<TMessage, TProduct, TProductPhoto, TProductReview, TComputerDetail, TDimensions>(ModelBuilder builder)
        {
            base.OnModelCreating<TMessage, TProduct, TProductPhoto, TProductReview, TComputerDetail, TDimensions>(builder);

            // EF does not generate parts of composite keys unless told to.
            builder.Entity<TMessage>().Property(e => e.MessageId).ValueGeneratedOnAdd();
            builder.Entity<TProductPhoto>().Property(e => e.PhotoId).ValueGeneratedOnAdd();
            builder.Entity<TProductReview>().Property(e => e.ReviewId).ValueGeneratedOnAdd();
        }
    }
}
