// EF's suite: entities that notify of their changes.

namespace EFCore.Dyno.SpecificationTests;

public class NotificationEntitiesDynoTest(NotificationEntitiesDynoTest.NotificationEntitiesDynoFixture fixture) : NotificationEntitiesTestBase<NotificationEntitiesDynoTest.NotificationEntitiesDynoFixture>(fixture)
{
    public class NotificationEntitiesDynoFixture : NotificationEntitiesFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
