// The properties of a class that EF Core looks at, and the attributes on them and on the class.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class TypeMembers
{
    /// <summary>The readable public properties, those of base classes included; of hidden ones the most derived.</summary>
    public static IEnumerable<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            foreach (var member in ancestor.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public } property
                    && seen.Add(property.Name))
                {
                    yield return property;
                }
            }
        }
    }

    /// <summary>Whether a value can be given to the property: EF Core takes no other by itself.</summary>
    public static bool IsWritable(this IPropertySymbol property)
    {
        for (var declared = property; declared is not null; declared = declared.OverriddenProperty)
        {
            if (declared.SetMethod is not null)
            {
                return true;
            }
        }

        return false;
    }

    public static AttributeData? Attribute(this ISymbol symbol, Func<string, bool> isWanted)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && isWanted(type.ToDisplayString()))
            {
                return attribute;
            }
        }

        return null;
    }

    public static AttributeData? Attribute(this ISymbol symbol, string name) => symbol.Attribute(n => n == name);

    /// <summary>One of the provider's own attributes; Cosmos has some of the same name.</summary>
    public static AttributeData? DynoAttribute(this ISymbol symbol, string name) => symbol.DynoAttributes(name).FirstOrDefault();

    public static IEnumerable<AttributeData> DynoAttributes(this ISymbol symbol, string name) =>
        symbol.GetAttributes().Where(a => a.AttributeClass is { } type && type.Name == name
            && type.ContainingNamespace.ToDisplayString() == WellKnown.EntityFrameworkAssemblies
            && type.ContainingAssembly.Name.StartsWith("EFCore.Dyno", StringComparison.Ordinal));

    public static Location? Location(this AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference
        ? Microsoft.CodeAnalysis.Location.Create(reference.SyntaxTree, reference.Span)
        : null;

    public static string? Text(this AttributeData attribute, int argument) =>
        argument < attribute.ConstructorArguments.Length ? attribute.ConstructorArguments[argument] is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null : null;

    public static TypedConstant Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value;

    /// <summary>The texts of a named argument that is an array; null where it was not given.</summary>
    public static IReadOnlyList<string>? NamedTexts(this AttributeData attribute, string name) =>
        attribute.Named(name) is { Kind: TypedConstantKind.Array, IsNull: false } array ? [.. array.Values.Select(v => v.Value as string ?? "")] : null;
}
