// EF's suite: the music store sample.

namespace EFCore.Dyno.SpecificationTests;

public class MusicStoreDynoTest(MusicStoreDynoTest.MusicStoreDynoFixture fixture) : MusicStoreTestBase<MusicStoreDynoTest.MusicStoreDynoFixture>(fixture)
{
    public class MusicStoreDynoFixture : MusicStoreFixtureBase
    {
        protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
    }
}
