// At the end of model building: names the tables after the context's sets, and gives types that share a table a discriminator.

using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace EFCore.Dyno.Metadata.Conventions;

internal sealed class DynoTableConvention(ProviderConventionSetBuilderDependencies dependencies) : IModelFinalizingConvention
{
    public const string DiscriminatorAttribute = "$type";

    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        var roots = modelBuilder.Metadata.GetEntityTypes().Where(e => e.BaseType is null && !e.IsOwned()).ToList();
        NameTables(roots);
        foreach (var table in roots.GroupBy(e => e.GetDynoTableName(), StringComparer.Ordinal))
        {
            var isShared = table.Skip(1).Any();
            foreach (var root in table)
            {
                if (isShared || root.GetDirectlyDerivedTypes().Any())
                {
                    Discriminate(root);
                }
            }
        }
    }

    private void NameTables(List<IConventionEntityType> roots)
    {
        var sets = dependencies.SetFinder.FindSets(dependencies.ContextType)
            .GroupBy(s => s.Type)
            .Where(g => !g.Skip(1).Any())
            .ToDictionary(g => g.Key, g => g.Single().Name);
        foreach (var root in roots)
        {
            if (!root.HasSharedClrType && sets.TryGetValue(root.ClrType, out var name))
            {
                root.Builder.HasAnnotation(DynoAnnotationNames.TableName, name);
            }
        }
    }

    private static void Discriminate(IConventionEntityType root)
    {
        if (root.FindDiscriminatorProperty() is null)
        {
            var discriminator = root.Builder.HasDiscriminator(DiscriminatorAttribute, typeof(string));
            foreach (var type in root.GetDerivedTypesInclusive())
            {
                discriminator?.HasValue(type, type.ShortName());
            }
        }

        if (root.FindDiscriminatorProperty() is { } property && property.IsShadowProperty())
        {
            property.SetAttributeName(DiscriminatorAttribute);
        }
    }
}
