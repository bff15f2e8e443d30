// EF's suite: SaveChanges without values in messages.

namespace EFCore.Dyno.SpecificationTests.Update;

public class UpdatesWithoutSensitiveDataLoggingDynoTest(UpdatesWithoutSensitiveDataLoggingDynoTest.FixtureWithoutSensitiveData fixture)
    : UpdatesDynoTest<UpdatesWithoutSensitiveDataLoggingDynoTest.FixtureWithoutSensitiveData>(fixture)
{
    protected override bool ShowsValues => false;

    public class FixtureWithoutSensitiveData : UpdatesDynoFixture
    {
        protected override string StoreName => "UpdatesWithoutSensitiveData";

        public override DbContextOptionsBuilder AddOptions(DbContextOptionsBuilder builder) => base.AddOptions(builder).EnableSensitiveDataLogging(false);
    }
}
