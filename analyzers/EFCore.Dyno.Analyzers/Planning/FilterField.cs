// A stored attribute that a query's condition reads: a property of the entity, or one below a complex or owned property.

using System.Globalization;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Query;

internal sealed record FieldPath(string Root, string Text)
{
    public override string ToString() => Text;
}

internal sealed record FilterField(FieldPath Path, PropertyModel? Property, bool IsKeyCandidate)
{
    public static FilterField Of(PropertyModel property) => new(new(property.AttributeName, property.AttributeName), property, IsKeyCandidate: true);

    public override string ToString() => Path.ToString();

    public string TextOf(FilterTerm term) =>
        term is ConstantTerm { Value: { } value } && Property?.BareType is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
        && Property.AttributeType == AttributeType.S
        && type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && IsSame(f.ConstantValue!, value)) is { } member
            ? $"\"{member.Name}\""
            : term.ToString();

    private static bool IsSame(object left, object right) =>
        Convert.ToDecimal(left, CultureInfo.InvariantCulture) == Convert.ToDecimal(right, CultureInfo.InvariantCulture);
}
