// EF's relational suite: comparisons with null mean in a query what they mean in C#.

using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.TestModels.NullSemanticsModel;

namespace EFCore.Dyno.SpecificationTests.Query;

public class NullSemanticsQueryDynoTest(NullSemanticsQueryDynoTest.NullSemanticsQueryDynoFixture fixture)
    : NullSemanticsQueryTestBase<NullSemanticsQueryDynoTest.NullSemanticsQueryDynoFixture>(fixture)
{
    // There is no option for SQL's null semantics; the tests that ask for them are known failures.
    protected override NullSemanticsContext CreateContext(bool useRelationalNulls = false) => Fixture.CreateContext();

    public class NullSemanticsQueryDynoFixture : NullSemanticsQueryFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
