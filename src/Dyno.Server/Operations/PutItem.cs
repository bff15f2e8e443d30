// PutItem over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html

using System.Text.Json;
using Dyno.Server.Legacy;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class PutItem() : WireOperation(new StructShape(
    "PutItemInput",
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.TableName,
    new Member("Item", Shape.AttributeMap, Constraint.NotNull),
    CommonMembers.ConditionalOperator,
    CommonMembers.Expected,
    CommonMembers.ReturnValues,
    CommonMembers.ReturnItemCollectionMetrics,
    CommonMembers.ReturnValuesOnConditionCheckFailure,
    CommonMembers.ConditionExpression,
    CommonMembers.ExpressionAttributeValues,
    CommonMembers.ExpressionAttributeNames))
{
    private static readonly string[] Expressions = ["ConditionExpression"];
    private static readonly string[] Legacy = ["Expected", "ConditionalOperator"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        if (ExpressionParameters.HasAny(request, "ConditionExpression"u8))
        {
            ExpressionParameters.CheckMix(request, Expressions, Legacy);
        }

        var item = request.Item("Item"u8);
        var returnValues = request.FindEnum<ReturnValue>("ReturnValues"u8);
        WriteChecks.ReturnsOldOnly(returnValues);
        WriteChecks.Size(item);
        var expected = ExpectedReader.Read(request);
        var expressions = ExpressionParameters.Read(request, ExpressionMembers.Condition | ExpressionMembers.Values);
        var result = await server.Engine.PutItemAsync(
            new PutItemRequest
            {
                TableName = request.Text("TableName"u8),
                Item = item,
                ConditionExpression = expressions.Condition ?? expected,
                ReturnValues = returnValues,
                ReturnValuesOnConditionCheckFailure = request.FindEnum<ReturnValuesOnConditionCheckFailure>("ReturnValuesOnConditionCheckFailure"u8),
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
                ReturnItemCollectionMetrics = request.FindEnum<ReturnItemCollectionMetrics>("ReturnItemCollectionMetrics"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        ResultWriter.WriteItem(response, "Attributes"u8, result.Attributes);
        ResultWriter.WriteCapacity(response, result.ConsumedCapacity);
        CollectionWriter.Write(response, result.ItemCollectionMetrics);
        response.WriteEndObject();
    }
}
