// A global secondary index for each index of EF's model and each foreign key, where the application asked for that (UseGlobalSecondaryIndexes).

using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoIndexConvention(ProviderConventionSetBuilderDependencies dependencies) : IModelFinalizingConvention
{
    // Of the key of an index each part has at most so many attributes.
    private const int MaxParts = Limits.IndexKeyAttributes;

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        if (modelBuilder.Metadata[DynoAnnotationNames.AllIndexes] is null)
        {
            return;
        }

        foreach (var entityType in modelBuilder.Metadata.GetEntityTypes())
        {
            if (entityType.IsOwned() || entityType.FindPrimaryKey() is null)
            {
                continue;
            }

            foreach (var (name, properties) in entityType.GetDeclaredIndexes().Select(i => (i.Name, i.Properties))
                .Concat(entityType.GetDeclaredForeignKeys().Select(f => ((string?)null, f.Properties))))
            {
                Add(entityType, name, properties);
            }
        }
    }

    private void Add(IConventionEntityType entityType, string? name, IReadOnlyList<IConventionProperty> properties)
    {
        // As far as values of such types can be keys.
        List<string> names = [.. properties.TakeWhile(IsKeyType).Take(1 + MaxParts).Select(p => p.Name)];
        if (names.Count == 0 || IsFound(entityType, names[0]))
        {
            return;
        }

        var configuration = IndexConfiguration.OfProperties(name, names);
        entityType.SetAnnotation(DynoAnnotationNames.Index + configuration.Name, configuration.ToString());
    }

    // By the key of the table or of an index that is there already.
    private static bool IsFound(IConventionEntityType entityType, string name) =>
        (entityType.GetRootType()[DynoAnnotationNames.PartitionKey] is string key ? KeyConfiguration.Parse(key).PropertyName : entityType.FindPrimaryKey()!.Properties[0].Name) == name
        || entityType.GetIndexConfigurations().Any(i => i is { IsGlobal: true, Condition.Count: 0 } && KeyConfiguration.Parse(i.PartitionKey!).PropertyNames.SequenceEqual([name]));

    private bool IsKeyType(IConventionProperty property) =>
        dependencies.TypeMappingSource.FindMapping((IProperty)property) is DynoTypeMapping { AttributeType: AttributeType.S or AttributeType.N or AttributeType.B };
}
