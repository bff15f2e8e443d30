// EF's suite: what the public API of a provider looks like.

using System.Reflection;
using EFCore.Dyno.Extensions;

namespace EFCore.Dyno.SpecificationTests;

public class ApiConsistencyDynoTest(ApiConsistencyDynoTest.ApiConsistencyDynoFixture fixture)
    : ApiConsistencyTestBase<ApiConsistencyDynoTest.ApiConsistencyDynoFixture>(fixture)
{
    protected override Assembly TargetAssembly => typeof(DynoServiceCollectionExtensions).Assembly;

    protected override void AddServices(ServiceCollection serviceCollection) => serviceCollection.AddEntityFrameworkDyno();

    public class ApiConsistencyDynoFixture : ApiConsistencyFixtureBase
    {
        public override HashSet<Type> FluentApiTypes { get; } =
        [
            typeof(DynoServiceCollectionExtensions),
            typeof(DynoDbContextOptionsExtensions),
            typeof(DynoDbContextOptionsBuilder),
            typeof(DynoEntityTypeBuilderExtensions),
            typeof(DynoPropertyBuilderExtensions),
        ];
    }
}
