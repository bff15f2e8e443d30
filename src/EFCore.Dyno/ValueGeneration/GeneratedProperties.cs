// Which properties of an entity type get a value when it is saved, and from what. Worked out once per type.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace EFCore.Dyno.ValueGeneration;

internal sealed class GeneratedProperties
{
    private GeneratedProperties(IEntityType entityType, DynoTableModel table)
    {
        var all = entityType.GetFlattenedProperties().Where(p => !p.IsOrdinalKey()).ToList();
        Defaults = [.. all.Where(p => p.FindAnnotation(DynoAnnotationNames.DefaultValue) is not null)];
        var properties = all.Where(p => p.ValueGenerated != ValueGenerated.Never).Except(Defaults).ToList();
        Counters = [.. properties.Select(p => CounterProperty.TryCreate(p, table)).OfType<CounterProperty>()];
        Versions = [.. properties.Select(RowVersion.TryCreate).OfType<RowVersion>()];
        Others = [.. properties.Where(p => !CounterProperty.IsCounted(p) && !RowVersion.IsRowVersion(p) && HasGenerator(p))];
        Restored = [.. all.Where(p => p.ValueGenerated.HasFlag(ValueGenerated.OnUpdate) && p.GetAfterSaveBehavior() == PropertySaveBehavior.Ignore)
            .Except(Versions.Select(v => v.Property)).Except(Others)];
        Any = Counters.Length + Versions.Length + Others.Length + Defaults.Length + Restored.Length > 0;
    }

    public bool Any { get; }

    public CounterProperty[] Counters { get; }

    public RowVersion[] Versions { get; }

    /// <summary>Those with an ordinary generator that EF did not ask when the entity was added, or that is to be asked again on updates.</summary>
    public IProperty[] Others { get; }

    /// <summary>Those with a default value.</summary>
    public IProperty[] Defaults { get; }

    /// <summary>Those that only the store is to change, and that nothing generates: what an application sets is taken back.</summary>
    public IProperty[] Restored { get; }

    public static GeneratedProperties Of(IEntityType entityType) =>
        entityType.GetOrAddRuntimeAnnotationValue(DynoAnnotationNames.GeneratedProperties, static e => Build(e!), entityType);

    /// <summary>Sets a new value on an entry that is about to be written.</summary>
    public static object? Generate(IValueGeneratorSelector selector, IProperty property, Microsoft.EntityFrameworkCore.Update.IUpdateEntry entry) =>
        selector.TrySelect(property, property.DeclaringType, out var generator) && !generator!.GeneratesTemporaryValues
            ? generator.Next(entry.ToEntityEntry())
            : null;

    private static GeneratedProperties Build(IEntityType entityType)
    {
        var root = entityType;
        while (root.FindOwnership() is { } ownership)
        {
            root = ownership.PrincipalEntityType;
        }

        return new GeneratedProperties(entityType, DynoModel.Of(entityType.Model).For(root).Table);
    }

    // Texts and bytes are made up for keys only: for anything else the model has to say what they are.
    private static bool HasGenerator(IProperty property) =>
        property.GetValueGeneratorFactory() is not null
        || property[DynoAnnotationNames.Ulid] is not null
        || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) == typeof(Guid)
        || property.FindTypeMapping()?.Converter?.ProviderClrType == typeof(Guid);
}
