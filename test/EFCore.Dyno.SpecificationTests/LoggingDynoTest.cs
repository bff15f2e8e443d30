// EF's suite: what EF logs of a context's options.

using System.Reflection;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;

namespace EFCore.Dyno.SpecificationTests;

public class LoggingDynoTest : LoggingTestBase
{
    protected override string ProviderName => "EFCore.Dyno";

    protected override string ProviderVersion =>
        typeof(DynoOptionsExtension).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    protected override string DefaultOptions => "InMemory=LoggingDynoTest ";

    protected override DbContextOptionsBuilder CreateOptionsBuilder(IServiceCollection services) =>
        DynoTestStore.Use(new DbContextOptionsBuilder(), nameof(LoggingDynoTest))
            .UseInternalServiceProvider(DynoTestHelpers.Instance.AddProviderServices(services).BuildServiceProvider(validateScopes: true));

    protected override TestLogger CreateTestLogger() => new TestLogger<DynoLoggingDefinitions>();
}
