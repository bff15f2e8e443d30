// EF's suite: the conference planner sample.

using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.SpecificationTests;

public class ConferencePlannerDynoTest(ConferencePlannerDynoTest.ConferencePlannerDynoFixture fixture) : ConferencePlannerTestBase<ConferencePlannerDynoTest.ConferencePlannerDynoFixture>(fixture)
{
    protected override void UseTransaction(DatabaseFacade facade, IDbContextTransaction transaction) => facade.Join(transaction);

    public class ConferencePlannerDynoFixture : ConferencePlannerFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
