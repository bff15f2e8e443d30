// What EF's model and service tests need to know of the provider.

using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Extensions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.SpecificationTests.TestUtilities;

public sealed class DynoTestHelpers : TestHelpers
{
    private DynoTestHelpers()
    {
    }

    public static DynoTestHelpers Instance { get; } = new();

    public override LoggingDefinitions LoggingDefinitions { get; } = new DynoLoggingDefinitions();

    public override IServiceCollection AddProviderServices(IServiceCollection services) => services.AddEntityFrameworkDyno();

    public override DbContextOptionsBuilder UseProviderOptions(DbContextOptionsBuilder optionsBuilder) =>
        DynoTestStore.Use(optionsBuilder, nameof(DynoTestHelpers));
}
