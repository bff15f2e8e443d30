// The second half of configuring an index: what it projects, and its throughput.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace Microsoft.EntityFrameworkCore.Metadata.Builders;

/// <summary>
/// Configures what a secondary index copies of an item, by default everything (ALL), and a global one's throughput; see
/// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html.
/// </summary>
public sealed class DynoIndexBuilder<TEntity>
    where TEntity : class
{
    private readonly EntityTypeBuilder<TEntity> _entityType;
    private IndexConfiguration _configuration;

    internal DynoIndexBuilder(EntityTypeBuilder<TEntity> entityType, IndexConfiguration configuration)
    {
        _entityType = entityType;
        _configuration = configuration;
        Store();
    }

    /// <summary>Copies the keys and these properties only (INCLUDE). Queries that need more read the table for each item.</summary>
    /// <param name="properties"><c>o => o.Total</c>, or several: <c>o => new { o.Total, o.Status }</c>.</param>
    public DynoIndexBuilder<TEntity> Projects(Expression<Func<TEntity, object?>> properties) =>
        Projects([.. KeyLambdaParser.PropertyNames(properties)]);

    /// <summary>Copies the keys and these properties only (INCLUDE).</summary>
    public DynoIndexBuilder<TEntity> Projects(params string[] properties)
    {
        _configuration = _configuration with { Projection = ProjectionType.INCLUDE, IncludedProperties = properties };
        return Store();
    }

    /// <summary>Copies the keys of the table and of the index only (KEYS_ONLY).</summary>
    public DynoIndexBuilder<TEntity> ProjectsKeysOnly()
    {
        _configuration = _configuration with { Projection = ProjectionType.KEYS_ONLY, IncludedProperties = [] };
        return Store();
    }

    /// <summary>Pays for provisioned units a second of the index's own; the table must be provisioned.</summary>
    public DynoIndexBuilder<TEntity> IsProvisioned(long readCapacityUnits, long writeCapacityUnits)
    {
        _configuration = _configuration with { Provisioned = new ProvisionedThroughput(readCapacityUnits, writeCapacityUnits) };
        return Store();
    }

    /// <summary>The most request units a second that the index takes, on a table on demand; null for no limit of its own.</summary>
    public DynoIndexBuilder<TEntity> HasMaxOnDemandThroughput(long? maxReadUnits, long? maxWriteUnits)
    {
        _configuration = _configuration with { OnDemand = new OnDemandThroughput(maxReadUnits, maxWriteUnits) };
        return Store();
    }

    /// <summary>What the index is ready for at once, in units a second. It can be raised, not lowered.</summary>
    public DynoIndexBuilder<TEntity> HasWarmThroughput(long readUnitsPerSecond, long writeUnitsPerSecond)
    {
        _configuration = _configuration with { Warm = new WarmThroughput(readUnitsPerSecond, writeUnitsPerSecond) };
        return Store();
    }

    private DynoIndexBuilder<TEntity> Store()
    {
        _entityType.Metadata.SetAnnotation(DynoAnnotationNames.Index + _configuration.Name, _configuration.ToString());
        return this;
    }
}
