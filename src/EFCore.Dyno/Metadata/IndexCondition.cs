// What an entity must be like to be in an index: comparisons of its own properties with constants, all of which must hold. They are kept in the index's
// configuration as text (the constant as JSON), and made ready when the model is built.

using System.Text.Json;

namespace EFCore.Dyno.Metadata;

/// <summary>A comparison as it is configured: the name of a property, and a constant as JSON.</summary>
internal sealed record ComparisonConfiguration(string Property, IndexOperator Operator, string Value)
{
    public IndexComparison Of(IProperty property) =>
        new(property, Operator, Value == "null" ? null : JsonSerializer.Deserialize(Value, Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType));
}
