// ExecuteStatement over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class ExecuteStatement() : WireOperation(new StructShape(
    "ExecuteStatementInput",
    Statements.Statement,
    Statements.Parameters,
    CommonMembers.ConsistentRead,
    new Member("NextToken", Shape.String, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(32768)),
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.Limit,
    CommonMembers.ReturnValuesOnConditionCheckFailure))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.ExecuteStatementAsync(
            new ExecuteStatementRequest
            {
                Statement = request.Text("Statement"u8),
                Parameters = Statements.ReadParameters(request),
                ConsistentRead = request.FindBoolean("ConsistentRead"u8) ?? false,
                NextToken = request.FindText("NextToken"u8),
                Limit = request.FindInteger("Limit"u8),
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
                ReturnValuesOnConditionCheckFailure =
                    request.FindEnum<ReturnValuesOnConditionCheckFailure>("ReturnValuesOnConditionCheckFailure"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        ResultWriter.WriteItems(response, "Items"u8, result.Items);
        if (result.NextToken is { } token)
        {
            response.WriteString("NextToken"u8, token);
        }

        ResultWriter.WriteItem(response, "LastEvaluatedKey"u8, result.LastEvaluatedKey);
        ResultWriter.WriteCapacity(response, result.ConsumedCapacity);
        response.WriteEndObject();
    }
}
