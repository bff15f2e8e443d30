// At the end of model building: names the tables, each unrelated type its own unless it was told to share, and gives types that share
// a table a discriminator. A table is named by the context's set, else after the type; what DynamoDB takes for no name is adapted.

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
            // A type without key is a view: it adds nothing to the items of others.
            var isShared = table.Count(e => e.FindPrimaryKey() is not null) > 1;
            foreach (var root in table)
            {
                if ((isShared && root.FindPrimaryKey() is not null) || root.GetDirectlyDerivedTypes().Any())
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
        var taken = roots.Select(r => r[DynoAnnotationNames.TableName]).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            if (root[DynoAnnotationNames.TableName] is string)
            {
                continue;
            }

            var name = !root.HasSharedClrType && sets.TryGetValue(root.ClrType, out var set)
                ? StoreNames.Adapt(set)
                : root.GetDynoTableName();

            // A name that was chosen is shared; one that merely came about is not.
            var free = name;
            for (var i = 1; !taken.Add(free) && !IsChosen(roots, free); i++)
            {
                free = TableNames.Numbered(name, i);
            }

            root.Builder.HasAnnotation(DynoAnnotationNames.TableName, free);
        }
    }

    private static bool IsChosen(List<IConventionEntityType> roots, string name) => roots.Exists(
        r => r.FindAnnotation(DynoAnnotationNames.TableName) is { Value: string chosen } annotation
            && chosen == name
            && annotation.GetConfigurationSource() != ConfigurationSource.Convention);

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
            property.Builder.HasAnnotation(DynoAnnotationNames.AttributeName, DiscriminatorAttribute);
        }
    }
}
