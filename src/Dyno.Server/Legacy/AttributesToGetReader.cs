// Reads AttributesToGet: whole attributes, by names that are taken as they are.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributesToGet.html

using System.Text.Json;
using Dyno.Expressions;
using Dyno.Server.Wire;

namespace Dyno.Server.Legacy;

internal static class AttributesToGetReader
{
    public static ProjectionExpression? Read(JsonElement request)
    {
        if (!request.TryFind("AttributesToGet"u8, out var given))
        {
            return null;
        }

        var names = new List<string>();
        foreach (var element in given.EnumerateArray())
        {
            if (element.GetString() is { } name)
            {
                names.Add(names.Contains(name, StringComparer.Ordinal) ? throw new ValidationException(Messages.DuplicateAttribute(name)) : name);
            }
        }

        return ProjectionExpression.Of(names);
    }
}
