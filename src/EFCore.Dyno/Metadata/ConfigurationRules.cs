// What was configured of each type can be understood: templates have their braces, and the properties that are named exist.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Metadata;

internal static class ConfigurationRules
{
    public static void Check(IModel model, ModelMistakes mistakes)
    {
        foreach (var entityType in model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            if (entityType.GetDynoQuery() is not null && entityType.BaseType is not null)
            {
                mistakes.Add(CoreStrings.DerivedTypeDefiningQuery(entityType.DisplayName(), entityType.BaseType.DisplayName()));
            }

            if (entityType.FindPrimaryKey() is null)
            {
                continue;
            }

            mistakes.Try(() => TableSettings.PropertyOf(entityType));
            if (entityType.BaseType is null)
            {
                CheckKey(entityType, mistakes);
            }
            else if (HasOwn(entityType, DynoAnnotationNames.PartitionKey) || HasOwn(entityType, DynoAnnotationNames.SortKey))
            {
                mistakes.Add(Messages.KeyOnDerivedType(entityType, entityType.GetRootType()));
            }

            foreach (var index in entityType.GetIndexConfigurations())
            {
                CheckIndex(entityType, index, mistakes);
            }
        }
    }

    // Attributes on the root's class are inherited by derived classes, and say the same of them.
    private static bool HasOwn(IEntityType entityType, string annotation) =>
        entityType[annotation] is { } key && !key.Equals(entityType.GetRootType()[annotation]);

    private static void CheckKey(IEntityType entityType, ModelMistakes mistakes) => mistakes.Try(() =>
    {
        // Templates that cannot be read are told of before what cannot be worked out without them.
        var configured = new[] { DynoAnnotationNames.PartitionKey, DynoAnnotationNames.SortKey }.Select(a => entityType[a]).OfType<string>().Select(KeyConfiguration.Parse);
        if (configured.Count(key => !CanRead(entityType, key, null, mistakes)) > 0)
        {
            return;
        }

        var (partitionKey, sortKey) = KeyResolver.Resolve(entityType);
        CheckProperties(entityType, partitionKey, mistakes);
        if (sortKey is not null)
        {
            CheckProperties(entityType, sortKey, mistakes);
        }
    });

    private static void CheckIndex(IEntityType entityType, IndexConfiguration index, ModelMistakes mistakes)
    {
        foreach (var text in new[] { index.PartitionKey, index.SortKey }.OfType<string>())
        {
            var key = KeyConfiguration.Parse(text);
            if (!CanRead(entityType, key, index.Name, mistakes))
            {
                continue;
            }

            CheckProperties(entityType, key, mistakes);
            if (key.Composed is { } properties && (!index.IsGlobal || properties.Count > Limits.IndexKeyAttributes))
            {
                mistakes.Add(index.IsGlobal
                    ? Messages.TooManyKeyAttributes(entityType, index.Name, properties)
                    : Messages.LocalIndexOfSeveral(entityType, index.Name, properties));
            }
        }

        CheckCondition(entityType, index, mistakes);
        foreach (var name in index.IncludedProperties)
        {
            if (entityType.FindProperty(name) is null && entityType.FindComplexProperty(name) is null && entityType.FindNavigation(name) is null)
            {
                mistakes.Add(Messages.IndexPropertyMissing(entityType, index.Name, name));
            }
        }
    }

    private static void CheckCondition(IEntityType entityType, IndexConfiguration index, ModelMistakes mistakes)
    {
        if (index.Condition.Count > 0 && (index.PartitionKey is not { } key || KeyConfiguration.Parse(key).Composed is not null))
        {
            mistakes.Add(Messages.IndexConditionNeedsOneKey(entityType, index.Name));
        }

        foreach (var comparison in index.Condition)
        {
            if (entityType.FindProperty(comparison.Property) is not { } property || !property.IsStored())
            {
                mistakes.Add(Messages.IndexConditionProperty(entityType, index.Name, comparison.Property));
            }
        }
    }

    private static bool CanRead(IEntityType entityType, KeyConfiguration key, string? index, ModelMistakes mistakes)
    {
        if (key.IsTemplate && KeyTemplate.FindError(key.Template) is { } error)
        {
            mistakes.Add(Messages.TemplateUnreadable(entityType, index, error));
            return false;
        }

        return true;
    }

    private static void CheckProperties(IEntityType entityType, KeyConfiguration key, ModelMistakes mistakes)
    {
        foreach (var name in key.PropertyNames)
        {
            if (entityType.FindProperty(name) is null)
            {
                mistakes.Add(Messages.KeyPropertyMissing(entityType, name, key));
            }
        }
    }
}
