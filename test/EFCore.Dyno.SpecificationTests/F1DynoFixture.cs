// Formula 1 on the embedded engine, with row versions of bytes and of numbers.

namespace EFCore.Dyno.SpecificationTests;

public class F1DynoFixture : F1DynoFixtureBase<byte[]>;

public class F1ULongDynoFixture : F1DynoFixtureBase<ulong>
{
    protected override string StoreName => "F1ULongTest";
}

public abstract class F1DynoFixtureBase<TRowVersion> : F1FixtureBase<TRowVersion>
{
    public override TestHelpers TestHelpers => DynoTestHelpers.Instance;

    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
