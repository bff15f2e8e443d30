// ConditionalOperator: whether all conditions have to hold (the default) or any of them. It is refused where there are no conditions to combine.

using System.Text.Json;
using Dyno.Server.Wire;

namespace Dyno.Server.Legacy;

internal static class LegacyOperators
{
    public static bool IsAny(JsonElement request, JsonElement conditions)
    {
        if (request.FindText("ConditionalOperator"u8) is not { } combination)
        {
            return false;
        }

        return conditions.ValueKind == JsonValueKind.Object && conditions.GetPropertyCount() > 0
            ? combination == "OR"
            : throw new ValidationException(Messages.OperatorWithoutConditions);
    }
}
