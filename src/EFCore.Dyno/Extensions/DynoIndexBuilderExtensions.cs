// Indexes of EF's model as indexes of the table.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Makes what <c>HasIndex</c> declares a global secondary index: by itself an index of EF's model is none of the table, as each is a copy that is paid for.</summary>
public static class DynoIndexBuilderExtensions
{
    /// <summary>
    /// Makes a global secondary index of the table of it: the first property is the partition key, those after it the sort key. Configure what it copies, and more, by
    /// <c>HasGlobalSecondaryIndex</c> instead.
    /// </summary>
    /// <param name="builder">The index.</param>
    /// <param name="name">The index's name in the table; by default the one that <c>HasIndex</c> was given, or "By" and the properties' names.</param>
    public static IndexBuilder IsGlobalSecondaryIndex(this IndexBuilder builder, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var index = builder.Metadata;
        var configuration = IndexConfiguration.OfProperties(name ?? index.Name, [.. index.Properties.Select(p => p.Name)]);
        index.DeclaringEntityType.SetAnnotation(DynoAnnotationNames.Index + configuration.Name, configuration.ToString());
        return builder;
    }

    /// <inheritdoc cref="IsGlobalSecondaryIndex(IndexBuilder, string?)"/>
    public static IndexBuilder<TEntity> IsGlobalSecondaryIndex<TEntity>(this IndexBuilder<TEntity> builder, string? name = null) =>
        (IndexBuilder<TEntity>)IsGlobalSecondaryIndex((IndexBuilder)builder, name);
}
