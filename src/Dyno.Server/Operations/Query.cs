// Query over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html

using System.Text.Json;
using Dyno.Server.Legacy;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class Query() : WireOperation(new StructShape(
    "QueryInput",
    CommonMembers.Select,
    CommonMembers.IndexName,
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.QueryFilter,
    CommonMembers.TableName,
    CommonMembers.ConditionalOperator,
    CommonMembers.AttributesToGet,
    CommonMembers.Limit,
    CommonMembers.KeyConditions,
    CommonMembers.ExclusiveStartKey,
    CommonMembers.ConsistentRead,
    new Member("ScanIndexForward", Shape.Boolean),
    new Member("KeyConditionExpression", Shape.String),
    CommonMembers.FilterExpression,
    CommonMembers.ProjectionExpression,
    CommonMembers.ExpressionAttributeValues,
    CommonMembers.ExpressionAttributeNames))
{
    private static readonly string[] Expressions = ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"];
    private static readonly string[] Legacy = ["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        ExpressionParameters.CheckMix(request, Expressions, Legacy);
        var filter = ConditionsReader.ReadFilter(request, "QueryFilter"u8);
        var attributes = AttributesToGetReader.Read(request);
        var startKey = StartKeys.Read(request);
        if (!request.Has("KeyConditions"u8) && !request.Has("KeyConditionExpression"u8))
        {
            throw new ValidationException(Messages.KeyConditionMissing);
        }

        var expressions = ExpressionParameters.Read(request, ExpressionMembers.KeyCondition | ExpressionMembers.Filter | ExpressionMembers.Projection | ExpressionMembers.Values);
        var keyCondition = expressions.KeyCondition ?? ConditionsReader.ReadKeys(request);

        // Only the key of an index has more than two attributes.
        if (keyCondition is { Parts.Count: > 2 } && !request.Has("IndexName"u8))
        {
            throw new ValidationException(Messages.KeyConditionCount);
        }

        var query = new QueryRequest
        {
            TableName = request.Text("TableName"u8),
            IndexName = request.FindText("IndexName"u8),
            KeyConditionExpression = keyCondition!,
            FilterExpression = expressions.Filter ?? filter,
            ProjectionExpression = expressions.Projection ?? attributes,
            Select = request.TryFind("Select"u8, out _) ? request.FindEnum<Select>("Select"u8) : null,
            ScanIndexForward = request.FindBoolean("ScanIndexForward"u8) ?? true,
            Limit = request.FindInteger("Limit"u8),
            ExclusiveStartKey = startKey,
            ConsistentRead = request.FindBoolean("ConsistentRead"u8) ?? false,
            ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
        };
        var result = await ExecuteAsync(server, query, request, cancellationToken).ConfigureAwait(false);
        PageWriter.Write(response, request, result.Items, result.Count, result.ScannedCount, result.LastEvaluatedKey, result.ConsumedCapacity);
    }

    private static async ValueTask<QueryResult> ExecuteAsync(ServerContext server, QueryRequest query, JsonElement request, CancellationToken cancellationToken)
    {
        try
        {
            return await server.Engine.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        }
        catch (ValidationException exception) when (LegacyNames.Differ(request, exception))
        {
            throw LegacyNames.Rename(exception, "QueryFilter");
        }
    }
}
