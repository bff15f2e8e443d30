// TransactGetItems over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class TransactGetItems() : WireOperation(new StructShape(
    "TransactGetItemsInput",
    CommonMembers.ReturnConsumedCapacity,
    new Member(
        "TransactItems",
        new ListShape(new StructShape(
            "TransactGetItem",
            new Member(
                "Get",
                new StructShape(
                    "Get", CommonMembers.TableName, CommonMembers.Key, CommonMembers.ProjectionExpression, CommonMembers.ExpressionAttributeNames),
                Constraint.NotNull))),
        Constraint.NotNull,
        Constraint.LengthAtLeast(1),
        Constraint.LengthAtMost(Limits.TransactionActions))))
{
    private static readonly string[] Expressions = ["ProjectionExpression"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.TransactGetItemsAsync(
            new TransactGetItemsRequest
            {
                TransactItems = request.FindList("TransactItems"u8, Read)!,
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartArray("Responses"u8);
        foreach (var item in result.Responses)
        {
            response.WriteStartObject();
            ResultWriter.WriteItem(response, "Item"u8, item);
            response.WriteEndObject();
        }

        response.WriteEndArray();
        ResultWriter.WriteCapacities(response, result.ConsumedCapacity);
        response.WriteEndObject();
    }

    private static TransactGetItem Read(JsonElement action)
    {
        if (!action.TryFind("Get"u8, out var get))
        {
            throw new ValidationException(Messages.TransactGetShape);
        }

        ExpressionParameters.CheckMix(get, Expressions, []);
        return new TransactGetItem
        {
            TableName = get.Text("TableName"u8),
            Key = get.Item("Key"u8),
            ProjectionExpression = ExpressionParameters.Read(get, ExpressionMembers.Projection).Projection,
        };
    }
}
