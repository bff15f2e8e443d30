// The members that PartiQL statements have in all their operations.

using System.Text.Json;
using Dyno.Server.Wire;

namespace Dyno.Server.Shapes;

internal static class Statements
{
    public static readonly Member Statement =
        new("Statement", Shape.String, Constraint.NotNull, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(Limits.StatementLength));

    public static readonly Member Parameters = new("Parameters", new ListShape(Shape.AttributeValue), Constraint.LengthAtLeast(1));

    public static IReadOnlyList<EncodedValue>? ReadParameters(JsonElement statement) => statement.FindList("Parameters"u8, DynamoDbJson.ReadValue);
}
