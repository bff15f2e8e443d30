// What follows from writing items of one entity type in bulk: attributes of indexes that are composed of what is set, sentinels of unique values, versions.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Update;
using EFCore.Dyno.ValueGeneration;

namespace EFCore.Dyno.Query;

internal sealed class BulkTypeWrites
{
    public BulkTypeWrites(DynoEntityMap map, BulkWrite write)
    {
        Map = map;
        var set = write.Setters.Where(s => s.IsTopLevel && s.Property is not null).Select(s => s.Property!).ToHashSet();
        Templates = write.IsDelete ? [] : [.. ItemLayout.Of(map).Slots.Where(s => s is { Template: not null, Key: null } && s.TemplateProperties!.Any(set.Contains))];
        Uniques = [.. EntityWrites.Of(map).Uniques.Where(u => write.IsDelete || u.Properties.Any(p => set.Contains(p.Property)))];
        Versions = write.IsDelete
            ? []
            : [.. GeneratedProperties.Of(map.EntityType).Versions.Where(v => write.Setters.All(s => s.Member != v.Property)).Select(v => BulkVersion.Of(map, v))];
    }

    public DynoEntityMap Map { get; }

    public ItemSlot[] Templates { get; }

    public UniqueConstraint[] Uniques { get; }

    public BulkVersion[] Versions { get; }

    // Whether an item of the type can be written without knowing what is in it.
    public bool NeedsItem => Templates.Length > 0 || Uniques.Length > 0 || Versions.Any(v => v.NeedsItem);

    // What is read of an item for all that, beside its key.
    public IEnumerable<DocumentPath> Reads =>
    [
        .. Templates.SelectMany(t => t.TemplateProperties!).Select(p => DocumentPath.Of(Map.Find(p)!.AttributeName)),
        .. Uniques.SelectMany(u => u.Properties).Select(p => DocumentPath.Of(p.AttributeName)),
        .. Versions.Where(v => v.NeedsItem).Select(v => v.Path),
    ];

    public static IReadOnlyDictionary<object, BulkTypeWrites>? ByDiscriminator(DynoEntityMap map, BulkWrite write)
    {
        var model = DynoModel.Of(map.EntityType.Model);
        return map.Discriminator is null || !map.EntityType.GetDerivedTypes().Any()
            ? null
            : map.EntityType.GetConcreteDerivedTypesInclusive().ToDictionary(
                t => t.GetDiscriminatorValue()!, t => new BulkTypeWrites(model.For(t), write), map.Discriminator.Property.GetKeyValueComparer());
    }
}

// A version that goes on by one, or that is made anew.
internal sealed record BulkVersion(RowVersion Version, DynoPropertyMap Property, DocumentPath Path)
{
    // A number that the store has as a number, it counts itself.
    public bool IsAdded => Version.Counts && Property.TypeMapping.Converter is null && Property.Codec is { AttributeType: AttributeType.N, HasOddForms: false };

    public bool NeedsItem => Version.Counts && !IsAdded;

    public UpdateAction Next(Item item)
    {
        if (IsAdded)
        {
            return new AddAction(Path, EncodedValue.FromInt64(1));
        }

        var last = NeedsItem && Path.TryFind(item, out var value) ? Property.Codec.ReadObject(EncodedValue.Copy(value)) : null;
        return new SetAction(Path, InstanceWriter.Encode(Property, Version.Next(last)));
    }

    public static BulkVersion Of(DynoStructureMap map, RowVersion version)
    {
        var names = new List<string>();
        for (var type = version.Property.DeclaringType; type is IComplexType complex; type = complex.ComplexProperty.DeclaringType)
        {
            names.Insert(0, complex.ComplexProperty.Name);
        }

        var path = ItemPath.Root;
        foreach (var name in names)
        {
            var embedded = map.Embedded.First(e => e.Member.Name == name);
            path = path.Member(embedded.AttributeName);
            map = embedded.Target;
        }

        var property = map.Find(version.Property)!;
        return new(version, property, path.To(property.AttributeName));
    }
}
