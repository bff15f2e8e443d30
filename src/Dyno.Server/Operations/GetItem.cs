// GetItem over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html

using System.Text.Json;
using Dyno.Server.Legacy;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class GetItem() : WireOperation(new StructShape(
    "GetItemInput",
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.AttributesToGet,
    CommonMembers.TableName,
    CommonMembers.Key,
    CommonMembers.ConsistentRead,
    CommonMembers.ProjectionExpression,
    CommonMembers.ExpressionAttributeNames))
{
    private static readonly string[] Expressions = ["ProjectionExpression"];
    private static readonly string[] Legacy = ["AttributesToGet"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        if (ExpressionParameters.HasAny(request, "ProjectionExpression"u8))
        {
            ExpressionParameters.CheckMix(request, Expressions, Legacy);
        }

        var key = request.Item("Key"u8);
        var attributes = AttributesToGetReader.Read(request);
        var expressions = ExpressionParameters.Read(request, ExpressionMembers.Projection);
        var result = await server.Engine.GetItemAsync(
            new GetItemRequest
            {
                TableName = request.Text("TableName"u8),
                Key = key,
                ConsistentRead = request.FindBoolean("ConsistentRead"u8) ?? false,
                ProjectionExpression = expressions.Projection ?? attributes,
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        ResultWriter.WriteItem(response, "Item"u8, result.Item);
        ResultWriter.WriteCapacity(response, result.ConsumedCapacity);
        response.WriteEndObject();
    }
}
