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

    /// <summary>
    /// Spreads the items that share a partition key of this global index over several partitions: the key gets a suffix that follows from the entity's own
    /// key. A read of the index is one request for each shard. See
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-gsi-sharding.html.
    /// </summary>
    /// <param name="count">How many shards, 2 to 1,000. Another number is another place for the items that are there already.</param>
    /// <param name="by">The properties that decide; by default the EF key. A query that gives them all reads one shard.</param>
    public DynoIndexBuilder<TEntity> WithShards(int count, Expression<Func<TEntity, object?>>? by = null)
    {
        _configuration = _configuration with { Shards = DynoShardingExtensions.Configuration(count, by) };
        return Store();
    }

    /// <summary>
    /// Has only the entities in this global index for which a condition holds (a sparse index): the others cost it nothing. The partition key gets an attribute of its own,
    /// written and taken away as entities are saved. A query uses the index where its own conditions say that it wants no others; the values of variables are looked at when it runs. See
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-general-sparse-indexes.html.
    /// </summary>
    /// <param name="condition"><c>o => o.Status == OrderStatus.Open &amp;&amp; o.Total > 100</c>: comparisons of the entity's own properties with constants. Entities that were saved
    /// under another condition are in the index as that one said until they are saved again.</param>
    /// <exception cref="ArgumentException">Something else is compared.</exception>
    public DynoIndexBuilder<TEntity> When(Expression<Func<TEntity, bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        _configuration = _configuration with { Condition = ConditionLambdaParser.Parse(condition, _configuration.Name) };
        return Store();
    }

    private DynoIndexBuilder<TEntity> Store()
    {
        _entityType.Metadata.SetAnnotation(DynoAnnotationNames.Index + _configuration.Name, _configuration.ToString());
        return this;
    }
}
