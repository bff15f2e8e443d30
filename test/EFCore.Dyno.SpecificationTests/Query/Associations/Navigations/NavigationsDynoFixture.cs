// Associations as navigations, on the embedded engine.

using Microsoft.EntityFrameworkCore.Query.Associations;
using Microsoft.EntityFrameworkCore.Query.Associations.Navigations;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.Navigations;

public class NavigationsDynoFixture : NavigationsFixtureBase
{
    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    // The tests expect whole graphs, as EF's own fixture for relational providers has them read.
    protected override void OnModelCreating(ModelBuilder modelBuilder, DbContext context)
    {
        base.OnModelCreating(modelBuilder, context);
        modelBuilder.Entity<RootEntity>(b =>
        {
            b.Navigation(e => e.RequiredAssociate).AutoInclude();
            b.Navigation(e => e.OptionalAssociate).AutoInclude();
            b.Navigation(e => e.AssociateCollection).AutoInclude();
        });
        modelBuilder.Entity<AssociateType>(b =>
        {
            b.Navigation(e => e.RequiredNestedAssociate).AutoInclude();
            b.Navigation(e => e.OptionalNestedAssociate).AutoInclude();
            b.Navigation(e => e.NestedCollection).AutoInclude();
        });
    }
}
