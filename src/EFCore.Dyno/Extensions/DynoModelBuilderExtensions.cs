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
}
