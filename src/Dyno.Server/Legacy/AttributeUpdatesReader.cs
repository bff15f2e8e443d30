// Reads AttributeUpdates: what to put, add or delete, attribute by attribute.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html

using System.Text.Json;
using Dyno.Expressions;
using Dyno.Server.Wire;

namespace Dyno.Server.Legacy;

internal static class AttributeUpdatesReader
{
    private static readonly EncodedValue EmptyList = EncodedValue.From(AttributeValue.L());

    public static UpdateExpression? Read(JsonElement request)
    {
        if (!request.TryFind("AttributeUpdates"u8, out var updates))
        {
            return null;
        }

        var actions = new List<UpdateAction>();
        foreach (var entry in updates.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Null)
            {
                throw new ValidationException(Messages.ValueForUpdate);
            }

            actions.Add(Read(entry.Name, entry.Value));
        }

        return actions.Count == 0 ? null : new UpdateExpression(actions);
    }

    private static UpdateAction Read(string attribute, JsonElement update)
    {
        var action = update.FindText("Action"u8) ?? "PUT";
        var path = DocumentPath.Of(attribute);
        if (!update.TryFind("Value"u8, out var json))
        {
            return action == "DELETE" ? new RemoveAction(path) : throw new ValidationException(Messages.ValueForUpdate);
        }

        var value = DynamoDbJson.ReadValue(json);
        switch (action)
        {
            case "DELETE":
                return value.Type.IsSet()
                    ? new DeleteAction(path, value)
                    : throw new ValidationException(Messages.DeleteType(value.Type));
            case "ADD" when value.Type == AttributeType.L:
                // Lists grow at their end; expressions say it with a function.
                return new SetAction(path, new ListAppend(new IfNotExists(path, EmptyList), value));
            case "ADD":
                return value.Type == AttributeType.N || value.Type.IsSet()
                    ? new AddAction(path, value)
                    : throw new ValidationException(Messages.AddType(value.Type));
            default:
                return new SetAction(path, value);
        }
    }
}
