// Gives EF's fixtures their stores and services.

using EFCore.Dyno.Extensions;

namespace EFCore.Dyno.SpecificationTests.TestUtilities;

public sealed class DynoTestStoreFactory : ITestStoreFactory
{
    public static DynoTestStoreFactory Instance { get; } = new();

    public TestStore Create(string storeName) => DynoTestStore.Create(storeName);

    public TestStore GetOrCreate(string storeName) => DynoTestStore.GetOrCreate(storeName);

    public IServiceCollection AddProviderServices(IServiceCollection serviceCollection) => serviceCollection.AddEntityFrameworkDyno();

    public ListLoggerFactory CreateListLoggerFactory(Func<string, bool> shouldLogCategory) => new(shouldLogCategory);
}
