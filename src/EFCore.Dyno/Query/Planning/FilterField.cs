// A stored attribute that a filter reads, found by the model.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

// A stored attribute. The map is null where the path is a map of attributes itself, an owned or complex type.
internal sealed record FilterField(DocumentPath Path, DynoPropertyMap? Map)
{
    public IProperty? Property => Map?.Property;

    // Only a top-level attribute can be part of a key.
    public bool IsKeyCandidate => Map is not null && Path.IsTopLevel;

    public override string ToString() => Path.ToString();

    // A value as it is stored here: the compiler makes numbers of enums, and a converter may make texts of them.
    public string TextOf(FilterTerm term)
    {
        if (term is not ConstantTerm { Value: { } value } || Property is not { } property
            || (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is not { IsEnum: true } type)
        {
            return term.ToString();
        }

        var stored = property.GetTypeMapping().Converter?.ConvertToProvider(Enum.ToObject(type, value)) ?? value;
        return new ConstantTerm(stored).ToString();
    }
}
