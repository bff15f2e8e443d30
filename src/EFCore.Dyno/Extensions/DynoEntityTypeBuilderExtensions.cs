// Fluent configuration of tables, keys and indexes.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Configures the DynamoDB table, key and indexes of an entity type.</summary>
/// <remarks>
/// A key is a property, or a template computed from properties:
/// <c>HasPartitionKey(o => $"CUSTOMER#{o.CustomerId}")</c>, or as text <c>HasPartitionKey("CUSTOMER#{CustomerId}")</c>.
/// Holes take .NET format strings (<c>{OrderNumber:D8}</c>, <c>{PlacedOn:yyyy-MM-dd}</c>). A template writes an attribute of its own,
/// by default PK or SK; the properties keep theirs.
/// Where the EF key is not configured, it is made of the properties in the partition key and then those in the sort key.
/// </remarks>
public static class DynoEntityTypeBuilderExtensions
{
    /// <summary>Stores the type in this table. Types may share a table; their items are then told apart by a <c>$type</c> attribute.</summary>
    public static EntityTypeBuilder ToDynoTable(this EntityTypeBuilder builder, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        builder.Metadata.SetDynoTableName(tableName);
        return builder;
    }

    /// <inheritdoc cref="ToDynoTable(EntityTypeBuilder, string)"/>
    public static EntityTypeBuilder<TEntity> ToDynoTable<TEntity>(this EntityTypeBuilder<TEntity> builder, string tableName)
        where TEntity : class
    {
        ToDynoTable((EntityTypeBuilder)builder, tableName);
        return builder;
    }

    /// <summary>Stores the type in this table, and configures the table.</summary>
    public static EntityTypeBuilder<TEntity> ToDynoTable<TEntity>(this EntityTypeBuilder<TEntity> builder, string tableName, Action<DynoTableBuilder> table)
        where TEntity : class
        => ToDynoTable(builder.ToDynoTable(tableName), table);

    /// <summary>Configures the table of the type: <c>b.ToDynoTable(t => t.IsProvisioned(10, 5).HasStream())</c>.</summary>
    public static EntityTypeBuilder<TEntity> ToDynoTable<TEntity>(this EntityTypeBuilder<TEntity> builder, Action<DynoTableBuilder> table)
        where TEntity : class
    {
        ToDynoTable((EntityTypeBuilder)builder, table);
        return builder;
    }

    /// <inheritdoc cref="ToDynoTable{TEntity}(EntityTypeBuilder{TEntity}, Action{DynoTableBuilder})"/>
    public static EntityTypeBuilder ToDynoTable(this EntityTypeBuilder builder, Action<DynoTableBuilder> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        table(new DynoTableBuilder(builder.Metadata, DynoAnnotationNames.Table));
        return builder;
    }

    /// <summary>
    /// Deletes items some time after the time that this property tells; the store does it, and charges nothing. The property is a DateTime or a DateTimeOffset,
    /// which is then stored as whole seconds since 1970 and read back as UTC, or an integer that holds such seconds. Items whose property is null stay.
    /// Types that share a table must have the same attribute for it. See https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html.
    /// </summary>
    /// <param name="builder">The entity type.</param>
    /// <param name="property"><c>e => e.ExpiresAt</c>.</param>
    public static EntityTypeBuilder<TEntity> HasTimeToLive<TEntity>(this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, object?>> property)
        where TEntity : class
        => HasTimeToLive(builder, KeyLambdaParser.PropertyNames(property).Single());

    /// <inheritdoc cref="HasTimeToLive{TEntity}(EntityTypeBuilder{TEntity}, Expression{Func{TEntity, object}})"/>
    public static EntityTypeBuilder<TEntity> HasTimeToLive<TEntity>(this EntityTypeBuilder<TEntity> builder, string propertyName)
        where TEntity : class
    {
        ArgumentException.ThrowIfNullOrEmpty(propertyName);
        builder.Metadata.SetAnnotation(DynoAnnotationNames.TimeToLive, propertyName);
        return builder;
    }

    /// <summary>
    /// Reads the type from a query instead of a table: <c>b.HasNoKey().ToDynoQuery(() => context.Orders.Select(o => new OrderLine { … }))</c>.
    /// The query runs as a part of every query of the type. Such a type cannot be saved.
    /// </summary>
    public static EntityTypeBuilder<TEntity> ToDynoQuery<TEntity>(
        this EntityTypeBuilder<TEntity> builder, Expression<Func<IQueryable<TEntity>>> query)
        where TEntity : class
    {
        ArgumentNullException.ThrowIfNull(query);
        builder.Metadata.SetDynoQuery(query);
        return builder;
    }

    /// <summary>Makes a property, or a template of properties and text, the partition key.</summary>
    /// <param name="builder">The entity type.</param>
    /// <param name="key"><c>o => o.Id</c> or <c>o => $"ORDER#{o.Id}"</c>.</param>
    /// <param name="attributeName">The attribute that a template writes; by default PK.</param>
    /// <exception cref="ArgumentException">The lambda is neither a property nor a template.</exception>
    public static EntityTypeBuilder<TEntity> HasPartitionKey<TEntity>(
        this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, object?>> key, string? attributeName = null)
        where TEntity : class
        => SetKey(builder, DynoAnnotationNames.PartitionKey, KeyLambdaParser.Parse(key, attributeName));

    /// <summary>Makes a property (by name), or a template such as <c>"ORDER#{Id}"</c>, the partition key.</summary>
    public static EntityTypeBuilder<TEntity> HasPartitionKey<TEntity>(
        this EntityTypeBuilder<TEntity> builder, string key, string? attributeName = null)
        where TEntity : class
        => SetKey(builder, DynoAnnotationNames.PartitionKey, KeyConfiguration.OfText(key, attributeName));

    /// <summary>Makes a property, or a template of properties and text, the sort key.</summary>
    /// <param name="builder">The entity type.</param>
    /// <param name="key"><c>o => o.CreatedAt</c>, <c>o => $"ORDER#{o.Id}"</c>, or text alone: <c>_ => "PROFILE"</c>.</param>
    /// <param name="attributeName">The attribute that a template writes; by default SK.</param>
    /// <exception cref="ArgumentException">The lambda is neither a property nor a template.</exception>
    public static EntityTypeBuilder<TEntity> HasSortKey<TEntity>(
        this EntityTypeBuilder<TEntity> builder, Expression<Func<TEntity, object?>> key, string? attributeName = null)
        where TEntity : class
        => SetKey(builder, DynoAnnotationNames.SortKey, KeyLambdaParser.Parse(key, attributeName));

    /// <summary>Makes a property (by name), or a template such as <c>"ORDER#{Id}"</c>, the sort key.</summary>
    public static EntityTypeBuilder<TEntity> HasSortKey<TEntity>(
        this EntityTypeBuilder<TEntity> builder, string key, string? attributeName = null)
        where TEntity : class
        => SetKey(builder, DynoAnnotationNames.SortKey, KeyConfiguration.OfText(key, attributeName));

    /// <summary>Adds a global secondary index. Entities whose index key is null are not in it.</summary>
    /// <param name="builder">The entity type.</param>
    /// <param name="name">The index's name, 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'.</param>
    /// <param name="partitionKey">A property or template; a template writes an attribute named after the index with PK.</param>
    /// <param name="sortKey">A property or template, or null; a template writes an attribute named after the index with SK.</param>
    public static DynoIndexBuilder<TEntity> HasGlobalSecondaryIndex<TEntity>(
        this EntityTypeBuilder<TEntity> builder,
        string name,
        Expression<Func<TEntity, object?>> partitionKey,
        Expression<Func<TEntity, object?>>? sortKey = null)
        where TEntity : class
        => AddIndex(builder, name, KeyLambdaParser.Parse(partitionKey), sortKey is null ? null : KeyLambdaParser.Parse(sortKey));

    /// <summary>Adds a global secondary index on properties by name or templates as text.</summary>
    public static DynoIndexBuilder<TEntity> HasGlobalSecondaryIndex<TEntity>(
        this EntityTypeBuilder<TEntity> builder, string name, string partitionKey, string? sortKey = null)
        where TEntity : class
        => AddIndex(builder, name, KeyConfiguration.OfText(partitionKey), sortKey is null ? null : KeyConfiguration.OfText(sortKey));

    /// <summary>Adds a local secondary index: the table's partition key with another sort key. The table must have a sort key.</summary>
    public static DynoIndexBuilder<TEntity> HasLocalSecondaryIndex<TEntity>(
        this EntityTypeBuilder<TEntity> builder, string name, Expression<Func<TEntity, object?>> sortKey)
        where TEntity : class
        => AddIndex(builder, name, null, KeyLambdaParser.Parse(sortKey));

    /// <summary>Adds a local secondary index whose sort key is a property by name or a template as text.</summary>
    public static DynoIndexBuilder<TEntity> HasLocalSecondaryIndex<TEntity>(
        this EntityTypeBuilder<TEntity> builder, string name, string sortKey)
        where TEntity : class
        => AddIndex(builder, name, null, KeyConfiguration.OfText(sortKey));

    private static EntityTypeBuilder<TEntity> SetKey<TEntity>(EntityTypeBuilder<TEntity> builder, string annotation, KeyConfiguration key)
        where TEntity : class
    {
        builder.Metadata.SetAnnotation(annotation, key.ToString());
        return builder;
    }

    private static DynoIndexBuilder<TEntity> AddIndex<TEntity>(
        EntityTypeBuilder<TEntity> builder, string name, KeyConfiguration? partitionKey, KeyConfiguration? sortKey)
        where TEntity : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new DynoIndexBuilder<TEntity>(builder, new IndexConfiguration
        {
            Name = name,
            IsGlobal = partitionKey is not null,
            PartitionKey = partitionKey?.ToString(),
            SortKey = sortKey?.ToString(),
        });
    }
}
