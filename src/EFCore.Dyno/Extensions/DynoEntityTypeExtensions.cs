// Reading and setting what the provider keeps on entity types.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What the Dyno provider knows of an entity type. See also <see cref="DynoEntityTypeBuilderExtensions"/>.</summary>
public static class DynoEntityTypeExtensions
{
    /// <summary>
    /// The DynamoDB table in which items of this type live: that of the root of its hierarchy, named by <c>ToDynoTable</c>,
    /// else by the context's <see cref="DbSet{TEntity}"/>, else by the plural of the type's name. A name that nobody chose is adapted to what
    /// DynamoDB takes for one, and gets a number where another type has it already.
    /// </summary>
    public static string GetDynoTableName(this IReadOnlyEntityType entityType)
    {
        var root = entityType.GetRootType();
        return root[DynoAnnotationNames.TableName] as string ?? TableNames.OfType(root);
    }

    /// <summary>Sets the table of this type, or with null goes back to the convention.</summary>
    public static void SetDynoTableName(this IMutableEntityType entityType, string? tableName) =>
        entityType.SetOrRemoveAnnotation(DynoAnnotationNames.TableName, tableName);

    /// <summary>Sets the table of this type unless that was set more explicitly; returns what holds.</summary>
    public static string? SetDynoTableName(this IConventionEntityType entityType, string? tableName, bool fromDataAnnotation = false) =>
        (string?)entityType.SetOrRemoveAnnotation(DynoAnnotationNames.TableName, tableName, fromDataAnnotation)?.Value;

    /// <summary>The name of the attribute that is the partition key of this type's items.</summary>
    /// <exception cref="InvalidOperationException">The key cannot be worked out from the configuration.</exception>
    public static string GetPartitionKeyAttributeName(this IReadOnlyEntityType entityType) =>
        AttributeNameOf(entityType, KeyResolver.Resolve(entityType).PartitionKey, DynoModelBuilder.DefaultPartitionKeyAttribute);

    /// <summary>The name of the attribute that is the sort key of this type's items, or null where there is none.</summary>
    /// <exception cref="InvalidOperationException">The key cannot be worked out from the configuration.</exception>
    public static string? GetSortKeyAttributeName(this IReadOnlyEntityType entityType) =>
        KeyResolver.Resolve(entityType).SortKey is { } sortKey
            ? AttributeNameOf(entityType, sortKey, DynoModelBuilder.DefaultSortKeyAttribute)
            : null;

    /// <summary>The query that stands for the type's table (<c>ToDynoQuery</c>), or null.</summary>
    public static LambdaExpression? GetDynoQuery(this IReadOnlyEntityType entityType) => entityType[DynoAnnotationNames.DefiningQuery] as LambdaExpression;

    /// <summary>Sets the query that stands for the type's table, or with null goes back to the table.</summary>
    public static void SetDynoQuery(this IMutableEntityType entityType, LambdaExpression? query) =>
        entityType.SetOrRemoveAnnotation(DynoAnnotationNames.DefiningQuery, query);

    internal static IEnumerable<IndexConfiguration> GetIndexConfigurations(this IReadOnlyEntityType entityType) =>
        entityType.GetAllBaseTypesInclusive()
            .SelectMany(e => e.GetAnnotations())
            .Where(a => a.Name.StartsWith(DynoAnnotationNames.Index, StringComparison.Ordinal) && a.Value is string)
            .DistinctBy(a => a.Name)
            .OrderBy(a => a.Name, StringComparer.Ordinal)
            .Select(a => IndexConfiguration.Parse((string)a.Value!));

    private static string AttributeNameOf(IReadOnlyEntityType entityType, KeyConfiguration key, string defaultName) =>
        !key.IsProperty
            ? key.AttributeName ?? defaultName
            : entityType.FindProperty(key.PropertyName)?.GetAttributeName()
                ?? throw new InvalidOperationException(EFCore.Dyno.Messages.KeyPropertyMissing(entityType, key.PropertyName, key));
}
