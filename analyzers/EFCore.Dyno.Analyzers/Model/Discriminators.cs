// What tells the types of a table apart, where it has several: the discriminator that was configured, else the provider's own $type.

using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class Discriminators
{
    private const string Attribute = "$type";
    private const string PropertyName = "Discriminator";

    /// <summary>What an item of an entity's type, or of one derived from it, has; null where nothing tells it.</summary>
    public static FilterNode? Filter(EntityModel entity)
    {
        if (entity.Discriminator is not { } discriminator || entity.DiscriminatorValues is not { IsEmpty: false } values)
        {
            return null;
        }

        var field = FilterField.Of(discriminator);
        return values.Length == 1
            ? new CompareFilter(field, FilterOperator.Equal, new ConstantTerm(values[0]))
            : new InFilter(field, new ListTerm([.. values.Select(v => new ConstantTerm(v))]));
    }

    public static void Apply(IReadOnlyCollection<EntityModel> entities, Compilation compilation)
    {
        foreach (var root in entities.Where(e => e.Base is null))
        {
            var isShared = root.TableName is null || root.Context.MayShare(root)
                || entities.Any(e => e.Base is null && e != root && e.TableName == root.TableName);
            if (!root.Derived.IsEmpty || isShared || root.Configuration?.Discriminator is not null)
            {
                Discriminate(root, compilation);
            }
        }
    }

    private static void Discriminate(EntityModel root, Compilation compilation)
    {
        var configured = root.Configuration?.Discriminator;
        var name = configured?.PropertyName ?? (root.Derived.IsEmpty && configured is null ? Attribute : PropertyName);
        foreach (var entity in root.DerivedInclusive())
        {
            if (entity.Find(name) is not { } property)
            {
                entity.Add(property = new PropertyModel(name, configured?.Type ?? compilation.GetSpecialType(SpecialType.System_String))
                {
                    AttributeName = Attribute,
                    AttributeType = (configured?.Type is null ? null : StoredTypes.Of(configured.Type))?.Type ?? AttributeType.S,
                });
            }
            else if (property.Symbol is null && property.AttributeName == name)
            {
                property.AttributeName = Attribute;
            }

            entity.Discriminator = property;
            entity.DiscriminatorValues = ValuesOf(entity, configured);
        }
    }

    private static System.Collections.Immutable.ImmutableArray<string> ValuesOf(EntityModel entity, DiscriminatorConfiguration? configured)
    {
        var isText = configured?.Type is null or { SpecialType: SpecialType.System_String };
        var values = entity.DerivedInclusive().Where(e => !e.Type.IsAbstract)
            .Select(e => configured is not null && configured.Values.TryGetValue(e.Type, out var value) ? value : isText ? ShortNameOf(e.Type) : null)
            .ToList();
        return values.Any(v => v is null) ? [] : [.. values.Select(v => v!)];
    }

    internal static string ShortNameOf(INamedTypeSymbol type) =>
        type.TypeArguments.Length == 0 ? type.Name : $"{type.Name}<{string.Join(",", type.TypeArguments.OfType<INamedTypeSymbol>().Select(ShortNameOf))}>";
}
