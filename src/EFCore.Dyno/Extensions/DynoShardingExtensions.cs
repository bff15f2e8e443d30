// Fluent configuration of sharded partition keys of tables; those of indexes are configured on the index.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Spreads the items of one partition key over several partitions.</summary>
public static class DynoShardingExtensions
{
    /// <summary>
    /// Spreads the items that share a partition key over several partitions, each of which takes 1,000 write units a second: the key gets a suffix
    /// (<c>DAY#2026-02-03#4</c>) that follows from the rest of the EF key. A read by the whole key is one request; a read by the partition key alone
    /// is one request for each shard. See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html.
    /// </summary>
    /// <param name="builder">The entity type, with a partition key that more than one entity can have.</param>
    /// <param name="count">How many shards, 2 to 1,000. Another number is another place for the items that are there already.</param>
    /// <param name="by">The properties of the EF key that decide; by default all that are not in the partition key.</param>
    public static EntityTypeBuilder<TEntity> WithShards<TEntity>(
        this EntityTypeBuilder<TEntity> builder, int count, Expression<Func<TEntity, object?>>? by = null)
        where TEntity : class
    {
        builder.Metadata.SetAnnotation(DynoAnnotationNames.Shards, Configuration(count, by).ToString());
        return builder;
    }

    internal static ShardConfiguration Configuration<TEntity>(int count, Expression<Func<TEntity, object?>>? by)
        where TEntity : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);
        return new ShardConfiguration(count, by is null ? [] : [.. KeyLambdaParser.PropertyNames(by)]);
    }
}
