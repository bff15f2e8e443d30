// The foreign key of a relationship: what is configured, what attributes name, and else what EF Core's conventions find by the names of properties. Null where
// that is not certain.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class ForeignKeys
{
    private const string ForeignKeyAttribute = "System.ComponentModel.DataAnnotations.Schema.ForeignKeyAttribute";

    public static IReadOnlyList<PropertyModel>? Of(RelationshipEnds ends)
    {
        if (!TryReadNames(ends, out var names))
        {
            return null;
        }

        var count = ends.Principal.EfKey.Length;
        if (names is not null)
        {
            return ends.Said?.HasPrincipalKey == true || names.Count == count ? [.. names.Select(n => ends.Dependent.Find(n) ?? Shadow(n))] : null;
        }

        return ends.Said?.HasPrincipalKey == true ? null : ByConvention(ends);
    }

    // False where two say different things.
    private static bool TryReadNames(RelationshipEnds ends, out IReadOnlyList<string>? names)
    {
        names = ends.Said?.ForeignKey;
        if (names is not null)
        {
            return true;
        }

        var said = new List<string>();
        foreach (var navigation in new[] { ends.ToPrincipal, ends.ToDependents })
        {
            if (navigation?.Symbol?.Attribute(ForeignKeyAttribute)?.Text(0) is { } text)
            {
                said.Add(text);
            }
        }

        foreach (var property in ends.Dependent.Properties)
        {
            if (property.Symbol?.Attribute(ForeignKeyAttribute)?.Text(0) is { } navigation && (navigation == ends.ToPrincipal?.Name || navigation == ends.ToDependents?.Name))
            {
                said.Add(property.Name);
            }
        }

        names = said.Count == 0 ? null : [.. said[0].Split(',').Select(n => n.Trim())];
        return said.Count <= 1;
    }

    // ForeignKeyPropertyDiscoveryConvention: <navigation><key>, <navigation>Id, <type><key>, <type>Id, and the key's own names.
    private static IReadOnlyList<PropertyModel>? ByConvention(RelationshipEnds ends)
    {
        var key = ends.Principal.EfKey;
        var bases = ends.ToPrincipal is null ? [ends.Principal.Type.Name] : new[] { ends.ToPrincipal.Name, ends.Principal.Type.Name };
        foreach (var name in bases)
        {
            var found = key.Select(k => Named(ends.Dependent, name + k.Name)).ToList();
            if (found.Any(f => f is null) && key.Length == 1)
            {
                found = [Named(ends.Dependent, name + "Id")];
            }

            if (found.All(f => f is not null))
            {
                // Several navigations to one type cannot have the property of its name together; and a property of another type is no foreign key.
                return (ends.IsOneOfSeveral && name != ends.ToPrincipal!.Name) || !Fit(found, ends) ? null : [.. found.Select(f => f!)];
            }
        }

        var same = key.Select(k => Named(ends.Dependent, k.Name)).ToList();
        var isKeyOfItsOwn = same.Count == ends.Dependent.EfKey.Length && same.All(p => ends.Dependent.EfKey.Contains(p!));
        if (same.All(p => p is not null) && !isKeyOfItsOwn)
        {
            return ends.IsOneOfSeveral || !Fit(same, ends) ? null : [.. same.Select(p => p!)];
        }

        // A shadow property, which no key names: a type whose key names a property that it does not have is not known.
        var prefix = bases[0];
        var shadows = key.Select(k => k.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? k.Name : prefix + k.Name).ToList();
        return shadows.Any(s => Named(ends.Dependent, s) is not null) ? null : [.. shadows.Select(Shadow)];
    }

    private static bool Fit(IReadOnlyList<PropertyModel?> found, RelationshipEnds ends) =>
        found.Zip(ends.Principal.EfKey, static (f, k) => f!.BareType is not null && SymbolEqualityComparer.Default.Equals(f.BareType, k.BareType)).All(static fits => fits);

    private static PropertyModel? Named(EntityModel entity, string name) =>
        entity.Find(name) ?? entity.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // It takes no part in what its entity type is known by.
    private static PropertyModel Shadow(string name) => new(name, null) { IsNullable = true };
}
