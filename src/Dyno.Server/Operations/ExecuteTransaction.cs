// ExecuteTransaction over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class ExecuteTransaction() : WireOperation(new StructShape(
    "ExecuteTransactionInput",
    new Member(
        "TransactStatements",
        new ListShape(new StructShape(
            "ParameterizedStatement", Statements.Statement, Statements.Parameters, CommonMembers.ReturnValuesOnConditionCheckFailure)),
        Constraint.NotNull,
        Constraint.LengthAtLeast(1),
        Constraint.LengthAtMost(Limits.TransactionActions)),
    new Member("ClientRequestToken", Shape.String, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(36)),
    CommonMembers.ReturnConsumedCapacity))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.ExecuteTransactionAsync(
            new ExecuteTransactionRequest
            {
                TransactStatements = request.FindList("TransactStatements"u8, Read)!,
                ClientRequestToken = request.FindText("ClientRequestToken"u8),
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

    private static ParameterizedStatement Read(JsonElement statement) => new()
    {
        Statement = statement.Text("Statement"u8),
        Parameters = Statements.ReadParameters(statement),
        ReturnValuesOnConditionCheckFailure = statement.FindEnum<ReturnValuesOnConditionCheckFailure>("ReturnValuesOnConditionCheckFailure"u8),
    };
}
