// Every name of LINQ, EF Core and EFCore.Dyno that the analyzers know, and nothing else. A type that a compilation lacks is null,
// and what depends on it is silent.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers;

internal sealed class WellKnown
{
    public const string OnModelCreating = "OnModelCreating";
    public const string OnConfiguring = "OnConfiguring";
    public const string UseDyno = "UseDyno";
    public const string Configure = "Configure";
    public const string Set = "Set";
    public const string Contains = "Contains";
    public const string Where = "Where";
    public const string AllowScan = "AllowScan";
    public const string WithIndex = "WithIndex";
    public const string IgnoreQueryFilters = "IgnoreQueryFilters";
    public const string PartitionKeyAttribute = "PartitionKeyAttribute";
    public const string SortKeyAttribute = "SortKeyAttribute";
    public const string KeyAttribute = "System.ComponentModel.DataAnnotations.KeyAttribute";
    public const string NotMappedAttribute = "System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute";
    public const string RequiredAttribute = "System.ComponentModel.DataAnnotations.RequiredAttribute";
    public const string MaxLengthAttribute = "System.ComponentModel.DataAnnotations.MaxLengthAttribute";
    public const string StringLengthAttribute = "System.ComponentModel.DataAnnotations.StringLengthAttribute";
    public const string TimestampAttribute = "System.ComponentModel.DataAnnotations.TimestampAttribute";
    public const string ConcurrencyCheckAttribute = "System.ComponentModel.DataAnnotations.ConcurrencyCheckAttribute";
    public const string DatabaseGeneratedAttribute = "System.ComponentModel.DataAnnotations.Schema.DatabaseGeneratedAttribute";
    public const string ComplexTypeAttribute = "System.ComponentModel.DataAnnotations.Schema.ComplexTypeAttribute";
    public const string OwnedAttribute = "Microsoft.EntityFrameworkCore.OwnedAttribute";
    public const string PrimaryKeyAttribute = "Microsoft.EntityFrameworkCore.PrimaryKeyAttribute";
    public const string IndexAttribute = "Microsoft.EntityFrameworkCore.IndexAttribute";
    public const string KeylessAttribute = "Microsoft.EntityFrameworkCore.KeylessAttribute";
    public const string EntityTypeConfigurationAttribute = "Microsoft.EntityFrameworkCore.EntityTypeConfigurationAttribute";
    public const string EntityFrameworkAssemblies = "Microsoft.EntityFrameworkCore";

    /// <summary>Methods that run a query, without the ending Async.</summary>
    public static readonly HashSet<string> Executing = new(StringComparer.Ordinal)
    {
        "ToList", "ToArray", "ToDictionary", "ToHashSet", "ToLookup", "ToPage", "AsEnumerable", "ForEach", "Load",
        "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault",
        "Any", "All", "Count", "LongCount", "Sum", "Average", "Min", "Max", "MinBy", "MaxBy", "Aggregate",
        "ExecuteDelete", "ExecuteUpdate", "Explain",
    };

    /// <summary>Operators that neither choose rows nor change what a row is.</summary>
    public static readonly HashSet<string> PassingThrough = new(StringComparer.Ordinal)
    {
        "AsNoTracking", "AsNoTrackingWithIdentityResolution", "AsTracking", "AsQueryable", "AsSplitQuery", "AsSingleQuery",
        "TagWith", "TagWithCallSite", "Include", "ThenInclude", "IgnoreAutoIncludes", "ConsistentRead", "TrackCapacity",
    };

    /// <summary>Operators that the provider does over the rows of its sources.</summary>
    public static readonly HashSet<string> FinishedByProvider = new(StringComparer.Ordinal)
    {
        "Join", "LeftJoin", "RightJoin", "GroupJoin", "GroupBy", "SelectMany", "Concat", "Union", "Except", "Intersect", "DefaultIfEmpty", "Reverse",
        "SkipWhile", "TakeWhile",
    };

    /// <summary>Makes an index of each index and foreign key of EF's model, of which conventions make some.</summary>
    public const string AllIndexes = "UseGlobalSecondaryIndexes";

    /// <summary>What a <c>ModelBuilder</c> can be told without a change of keys, indexes or filters.</summary>
    public static readonly HashSet<string> HarmlessOnModel = new(StringComparer.Ordinal)
    {
        "HasAnnotation", "HasChangeTrackingStrategy", "UsePropertyAccessMode", "HasDbFunction",
        "HasDynoTableDefaults",
    };

    private static readonly string[] OtherProviders =
    [
        "Microsoft.EntityFrameworkCore.SqlServer", "Microsoft.EntityFrameworkCore.Sqlite", "Microsoft.EntityFrameworkCore.InMemory",
        "Microsoft.EntityFrameworkCore.Cosmos", "Npgsql.EntityFrameworkCore.PostgreSQL", "Pomelo.EntityFrameworkCore.MySql",
        "MySql.EntityFrameworkCore", "Oracle.EntityFrameworkCore", "MongoDB.EntityFrameworkCore",
    ];

    private readonly INamedTypeSymbol? _dynoQueryableExtensions;
    private readonly INamedTypeSymbol? _queryable;
    private readonly INamedTypeSymbol? _enumerable;
    private readonly INamedTypeSymbol? _entityFrameworkQueryableExtensions;
    private readonly INamedTypeSymbol? _entityFramework;
    private readonly INamedTypeSymbol? _queryableOfT;
    private readonly INamedTypeSymbol? _expression;

    private WellKnown(Compilation compilation, INamedTypeSymbol dbContext)
    {
        DbContext = dbContext;
        DbSet = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbSet`1");
        ModelBuilder = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.ModelBuilder");
        EntityTypeBuilder = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder`1");
        UntypedEntityTypeBuilder = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder");
        EntityTypeConfiguration = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.IEntityTypeConfiguration`1");
        Assembly = compilation.Assembly;
        _dynoQueryableExtensions = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DynoQueryableExtensions");
        _queryable = compilation.GetTypeByMetadataName("System.Linq.Queryable");
        _enumerable = compilation.GetTypeByMetadataName("System.Linq.Enumerable");
        _entityFrameworkQueryableExtensions =
            compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions");
        _entityFramework = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.EF");
        _queryableOfT = compilation.GetTypeByMetadataName("System.Linq.IQueryable`1");
        _expression = compilation.GetTypeByMetadataName("System.Linq.Expressions.Expression`1");
        HasOtherProvider = compilation.ReferencedAssemblyNames.Any(a => OtherProviders.Contains(a.Name, StringComparer.Ordinal));
    }

    public IAssemblySymbol Assembly { get; }

    public INamedTypeSymbol DbContext { get; }

    public INamedTypeSymbol? DbSet { get; }

    public INamedTypeSymbol? ModelBuilder { get; }

    public INamedTypeSymbol? EntityTypeBuilder { get; }

    public INamedTypeSymbol? UntypedEntityTypeBuilder { get; }

    public INamedTypeSymbol? EntityTypeConfiguration { get; }

    /// <summary>The compilation could use another provider as well, so a context must itself say that it uses Dyno.</summary>
    public bool HasOtherProvider { get; }

    /// <summary>The names, or null where the compilation does not use the provider.</summary>
    public static WellKnown? In(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DynoEntityTypeBuilderExtensions") is null
            && compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DynoQueryableExtensions") is null)
        {
            return null;
        }

        return compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbContext") is { } dbContext
            ? new WellKnown(compilation, dbContext)
            : null;
    }

    public static string WithoutAsync(string name) =>
        name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(0, name.Length - 5) : name;

    public static bool IsExecuting(string name) =>
        Executing.Contains(WithoutAsync(name)) || name == "AsAsyncEnumerable" || name == Contains || name == "ContainsAsync";

    public bool IsQueryOperator(IMethodSymbol method) =>
        Same(method.ContainingType, _queryable)
        || Same(method.ContainingType, _entityFrameworkQueryableExtensions)
        || Same(method.ContainingType, _dynoQueryableExtensions);

    public bool IsEnumerableOperator(IMethodSymbol method) => Same(method.ContainingType, _enumerable);

    public bool IsCompileQuery(IMethodSymbol method) =>
        method.Name is "CompileQuery" or "CompileAsyncQuery" && Same(method.ContainingType, _entityFramework);

    public bool IsEfProperty(IMethodSymbol method) => method.Name == "Property" && Same(method.ContainingType, _entityFramework);

    public bool IsExpression(ITypeSymbol? type) => Same(type?.OriginalDefinition, _expression);

    public bool IsDbSet(ITypeSymbol? type) => Same(type?.OriginalDefinition, DbSet);

    public bool IsQueryable(ITypeSymbol? type) =>
        type is not null && (Same(type.OriginalDefinition, _queryableOfT) || type.AllInterfaces.Any(i => Same(i.OriginalDefinition, _queryableOfT)));

    public bool IsContext(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Same(type, DbContext))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);
}
