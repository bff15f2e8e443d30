// The table of contents of the provider: every service of EF that it replaces, and its own.

using System.ComponentModel;
using EFCore.Dyno.Diagnostics;
using EFCore.Dyno.Infrastructure;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Metadata.Conventions;
using EFCore.Dyno.Query;
using EFCore.Dyno.Schema;
using EFCore.Dyno.Storage;
using EFCore.Dyno.Update;
using EFCore.Dyno.ValueGeneration;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.ValueGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Extensions;

/// <summary>Registers the provider's services. Applications call <c>UseDyno</c>, which does this.</summary>
public static class DynoServiceCollectionExtensions
{
    /// <summary>Adds the services of the Dyno provider, for applications that build EF's internal service provider themselves.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static IServiceCollection AddEntityFrameworkDyno(this IServiceCollection services)
    {
        var builder = new EntityFrameworkServicesBuilder(services)
            // What the provider is
            .TryAdd<IDatabaseProvider, DatabaseProvider<DynoOptionsExtension>>()
            .TryAdd<LoggingDefinitions, DynoLoggingDefinitions>()
            .TryAdd<IDbContextServices, DynoContextServices>()
            // The model
            .TryAdd<IProviderConventionSetBuilder, DynoConventionSetBuilder>()
            .TryAdd<IModelValidator, DynoModelValidator>()
            .TryAdd<ITypeMappingSource, DynoTypeMappingSource>()
            .TryAdd<IValueGeneratorSelector, DynoValueGeneratorSelector>()
            // The database and saving
            .TryAdd<IDatabase, DynoDatabase>()
            .TryAdd<IDatabaseCreator, DynoDatabaseCreator>()
            .TryAdd<IDbContextTransactionManager, DynoTransactionManager>()
            .TryAdd<IExecutionStrategyFactory, DynoExecutionStrategyFactory>()
            .TryAdd<IEntityFinderSource, DynoEntityFinderSource>()
            // Requests and who listens to them
            .TryAdd<IInterceptors, DynoInterceptors>()
            .TryAdd<ILoggerFactory>(QuietLoggerFactory.Create)
            .TryAdd<IInterceptorAggregator, DynoRequestInterceptorAggregator>()
            .TryAdd<IInterceptorAggregator, DynoTransactionInterceptorAggregator>()
            .TryAdd<IResettableService, DynoRequests>(services => services.GetRequiredService<DynoRequests>())
            // Queries
            .AddDynoQueryServices()
            // The provider's own
            .TryAddProviderSpecificServices(own => own
                .TryAddSingleton<EngineLeases, EngineLeases>()
                .TryAddSingleton<QueryPatterns, QueryPatterns>()
                .TryAddScoped<IDynoClientSource, DynoClientSource>()
                .TryAddScoped<DynoRequests, DynoRequests>()
                .TryAddScoped<EntityWriter, EntityWriter>()
                .TryAddScoped<CascadeFinds, CascadeFinds>()
                .TryAddScoped<TransactionLog, TransactionLog>()
                .TryAddScoped<TableSeeder, TableSeeder>()
                .TryAddScoped<TablePlans, TablePlans>());
        builder.TryAddCoreServices();
        return services;
    }
}
