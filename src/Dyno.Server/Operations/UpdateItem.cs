// UpdateItem over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html

using System.Text.Json;
using Dyno.Server.Legacy;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class UpdateItem() : WireOperation(new StructShape(
    "UpdateItemInput",
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.TableName,
    CommonMembers.ReturnItemCollectionMetrics,
    CommonMembers.ReturnValues,
    CommonMembers.Key,
    CommonMembers.ConditionalOperator,
    CommonMembers.Expected,
    CommonMembers.AttributeUpdates,
    CommonMembers.ReturnValuesOnConditionCheckFailure,
    CommonMembers.ConditionExpression,
    CommonMembers.UpdateExpression,
    CommonMembers.ExpressionAttributeValues,
    CommonMembers.ExpressionAttributeNames))
{
    private static readonly string[] Expressions = ["UpdateExpression", "ConditionExpression"];
    private static readonly string[] Legacy = ["AttributeUpdates", "Expected", "ConditionalOperator"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        ExpressionParameters.CheckMix(request, Expressions, Legacy);
        var key = request.Item("Key"u8);
        var updates = AttributeUpdatesReader.Read(request);
        var expected = ExpectedReader.Read(request);
        var expressions = ExpressionParameters.Read(request, ExpressionMembers.Update | ExpressionMembers.Condition | ExpressionMembers.Values);
        var update = new UpdateItemRequest
        {
            TableName = request.Text("TableName"u8),
            Key = key,
            UpdateExpression = expressions.Update ?? updates,
            ConditionExpression = expressions.Condition ?? expected,
            ReturnValues = request.FindEnum<ReturnValue>("ReturnValues"u8),
            ReturnValuesOnConditionCheckFailure = request.FindEnum<ReturnValuesOnConditionCheckFailure>("ReturnValuesOnConditionCheckFailure"u8),
            ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
            ReturnItemCollectionMetrics = request.FindEnum<ReturnItemCollectionMetrics>("ReturnItemCollectionMetrics"u8),
        };
        UpdateItemResult result;
        try
        {
            result = await server.Engine.UpdateItemAsync(update, cancellationToken).ConfigureAwait(false);
        }
        catch (ValidationException exception) when (updates is not null && exception.Message == Messages.WrongOperand)
        {
            // The older parameters have another word for it.
            throw new ValidationException(Messages.UpdateTypeMismatch, exception);
        }

        response.WriteStartObject();
        ResultWriter.WriteItem(response, "Attributes"u8, result.Attributes);
        ResultWriter.WriteCapacity(response, result.ConsumedCapacity);
        CollectionWriter.Write(response, result.ItemCollectionMetrics);
        response.WriteEndObject();
    }
}
