// TransactWriteItems over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html

using System.Runtime.InteropServices;
using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class TransactWriteItems() : WireOperation(new StructShape(
    "TransactWriteItemsInput",
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.ReturnItemCollectionMetrics,
    new Member("ClientRequestToken", Shape.String, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(36)),
    new Member(
        "TransactItems",
        new ListShape(new StructShape(
            "TransactWriteItem",
            new Member("ConditionCheck", Action("ConditionCheck", CommonMembers.Key, new Member("ConditionExpression", Shape.String, Constraint.NotNull))),
            new Member("Put", Action("Put", new Member("Item", Shape.AttributeMap, Constraint.NotNull), CommonMembers.ConditionExpression)),
            new Member("Delete", Action("Delete", CommonMembers.Key, CommonMembers.ConditionExpression)),
            new Member("Update", Action("Update", CommonMembers.Key, new Member("UpdateExpression", Shape.String, Constraint.NotNull), CommonMembers.ConditionExpression)))),
        Constraint.NotNull,
        Constraint.LengthAtLeast(1),
        Constraint.LengthAtMost(Limits.TransactionActions))))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        CheckSize(request);
        var result = await server.Engine.TransactWriteItemsAsync(
            new TransactWriteItemsRequest
            {
                TransactItems = request.FindList("TransactItems"u8, Read)!,
                ClientRequestToken = request.FindText("ClientRequestToken"u8),
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
                ReturnItemCollectionMetrics = request.FindEnum<ReturnItemCollectionMetrics>("ReturnItemCollectionMetrics"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        ResultWriter.WriteCapacities(response, result.ConsumedCapacity);
        CollectionWriter.Write(response, result.ItemCollectionMetrics);
        response.WriteEndObject();
    }

    private static StructShape Action(string name, params Member[] own) => new(
        name,
        [
            CommonMembers.TableName,
            CommonMembers.ReturnValuesOnConditionCheckFailure,
            .. own,
            CommonMembers.ExpressionAttributeValues,
            CommonMembers.ExpressionAttributeNames,
        ]);

    // What the actions say is limited, not the size of the items that they change. It is never longer than its JSON, so that it is counted only of long requests.
    private static void CheckSize(JsonElement request)
    {
        if (JsonMarshal.GetRawUtf8Value(request).Length <= Limits.TransactionBytes)
        {
            return;
        }

        var sizeBytes = 0L;
        foreach (var item in request.GetProperty("TransactItems"u8).EnumerateArray())
        {
            foreach (var action in item.EnumerateObject())
            {
                sizeBytes += SizeOf(action.Value, "Item"u8) + SizeOf(action.Value, "Key"u8) + SizeOf(action.Value, "ExpressionAttributeValues"u8);
            }
        }

        if (sizeBytes > Limits.TransactionBytes)
        {
            throw new ValidationException(Messages.TransactionTooLarge);
        }
    }

    private static int SizeOf(JsonElement action, ReadOnlySpan<byte> name) =>
        action.ValueKind == JsonValueKind.Object && action.Has(name) ? action.Item(name).Size : 0;

    private static TransactWriteItem Read(JsonElement action)
    {
        JsonElement content = default;
        var kind = "";
        foreach (var member in action.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Null && member.Name is "ConditionCheck" or "Put" or "Delete" or "Update")
            {
                (kind, content) = kind.Length == 0 ? (member.Name, member.Value) : throw new ValidationException(Messages.TransactItemShape);
            }
        }

        if (kind.Length == 0)
        {
            throw new ValidationException(Messages.TransactItemShape);
        }

        ExpressionParameters.CheckMix(content, kind == "Update" ? ["UpdateExpression", "ConditionExpression"] : ["ConditionExpression"], []);
        return Read(kind, content);
    }

    private static TransactWriteItem Read(string kind, JsonElement action)
    {
        var table = action.Text("TableName"u8);
        var document = action.Item(kind == "Put" ? "Item"u8 : "Key"u8);
        var expressions = ExpressionParameters.Read(
            action,
            kind == "Update" ? ExpressionMembers.Update | ExpressionMembers.Condition | ExpressionMembers.Values : ExpressionMembers.Condition | ExpressionMembers.Values);
        var condition = expressions.Condition;
        var onFailure = action.FindEnum<ReturnValuesOnConditionCheckFailure>("ReturnValuesOnConditionCheckFailure"u8);
        return kind switch
        {
            "Put" => new TransactPut { TableName = table, Item = document, ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = onFailure },
            "Delete" => new TransactDelete { TableName = table, Key = document, ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = onFailure },
            "Update" => new TransactUpdate
            {
                TableName = table,
                Key = document,
                UpdateExpression = expressions.Update!,
                ConditionExpression = condition,
                ReturnValuesOnConditionCheckFailure = onFailure,
            },
            _ => new TransactConditionCheck { TableName = table, Key = document, ConditionExpression = condition, ReturnValuesOnConditionCheckFailure = onFailure },
        };
    }
}
