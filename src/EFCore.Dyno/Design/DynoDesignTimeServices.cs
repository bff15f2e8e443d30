// What EF's tools (dotnet ef dbcontext info, optimize) ask of the provider at design time.

using System.ComponentModel;
using EFCore.Dyno.Design;
using EFCore.Dyno.Extensions;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.Extensions.DependencyInjection;

[assembly: DesignTimeProviderServices("EFCore.Dyno.Design." + nameof(DynoDesignTimeServices))]

namespace EFCore.Dyno.Design;

/// <summary>
/// The services of EF's command line tools for this provider, found by them through the assembly:
/// https://learn.microsoft.com/ef/core/cli/dotnet#dotnet-ef-dbcontext-optimize.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DynoDesignTimeServices : IDesignTimeServices
{
    /// <inheritdoc/>
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection)
    {
        serviceCollection.AddEntityFrameworkDyno();
        new EntityFrameworkDesignServicesBuilder(serviceCollection)
            .TryAdd<ICSharpRuntimeAnnotationCodeGenerator, DynoRuntimeAnnotationCodeGenerator>()
            .TryAddCoreServices();
    }
}
