// A store with one entity that has values of one type.

using Microsoft.EntityFrameworkCore.Types;

namespace EFCore.Dyno.SpecificationTests.Types;

public abstract class DynoTypeFixture<T>(T value, T otherValue) : TypeFixtureBase<T>
{
    public override T Value => value;

    public override T OtherValue => otherValue;

    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;
}
