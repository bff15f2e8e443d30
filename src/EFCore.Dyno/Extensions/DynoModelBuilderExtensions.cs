// Configuration of all tables of a model.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Configures what holds for all tables of a model.</summary>
public static class DynoModelBuilderExtensions
{
    /// <summary>
    /// Configures every table that does not say otherwise: <c>modelBuilder.HasDynoTableDefaults(t => t.HasDeletionProtection().HasTag("team", "shop"))</c>.
    /// </summary>
    public static ModelBuilder HasDynoTableDefaults(this ModelBuilder modelBuilder, Action<DynoTableBuilder> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        table(new DynoTableBuilder(modelBuilder.Model, DynoAnnotationNames.Table));
        return modelBuilder;
    }

    /// <summary>
    /// Makes a global secondary index of each index that the model declares with <c>HasIndex</c> and of each foreign key, where no key and no index begins with it already:
    /// what a model that was made for a relational database looks up is then a Query. Each index is a copy that is paid for, and a table has at most 20.
    /// </summary>
    /// <remarks>Names are those of <c>HasIndex</c>, or "By" and the properties' names. Indexes over values that cannot be keys, such as bool, are left out;
    /// null leaves an entity out of an index, and DynamoDB refuses an empty text there.</remarks>
    public static ModelBuilder UseGlobalSecondaryIndexes(this ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Model.SetAnnotation(DynoAnnotationNames.AllIndexes, "true");
        return modelBuilder;
    }
}
