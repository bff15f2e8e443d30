// EF's suite: SaveChanges with values in messages.

namespace EFCore.Dyno.SpecificationTests.Update;

public class UpdatesWithSensitiveDataLoggingDynoTest(UpdatesWithSensitiveDataLoggingDynoTest.FixtureWithSensitiveData fixture)
    : UpdatesDynoTest<UpdatesWithSensitiveDataLoggingDynoTest.FixtureWithSensitiveData>(fixture)
{
    protected override bool ShowsValues => true;

    public class FixtureWithSensitiveData : UpdatesDynoFixture
    {
        protected override string StoreName => "UpdatesWithSensitiveData";

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) => base.AddOptions(builder).EnableSensitiveDataLogging(true);
    }
}
