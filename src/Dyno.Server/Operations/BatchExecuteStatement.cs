// BatchExecuteStatement over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
// A parameter that is no value fails its own statement, not the batch: such a statement is answered here and the others are run without it.

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class BatchExecuteStatement() : WireOperation(new StructShape(
    "BatchExecuteStatementInput",
    new Member(
        "Statements",
        new ListShape(new StructShape(
            "BatchStatementRequest",
            Statements.Statement,
            Statements.Parameters,
            CommonMembers.ConsistentRead,
            CommonMembers.ReturnValuesOnConditionCheckFailure)),
        Constraint.NotNull,
        Constraint.LengthAtLeast(1),
        Constraint.LengthAtMost(Limits.BatchStatements)),
    CommonMembers.ReturnConsumedCapacity))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var given = request.GetProperty("Statements"u8);
        var responses = new BatchStatementResponse?[given.GetArrayLength()];
        var (statements, places) = (new List<BatchStatementRequest>(), new List<int>());
        for (var i = 0; i < responses.Length; i++)
        {
            try
            {
                statements.Add(Read(given[i]));
                places.Add(i);
            }
            catch (ValidationException exception)
            {
                responses[i] = new BatchStatementResponse { Error = new BatchStatementError { Code = "ValidationError", Message = exception.Message } };
            }
        }

        var consumed = default(IReadOnlyList<ConsumedCapacity>);
        if (statements.Count > 0)
        {
            var result = await server.Engine.BatchExecuteStatementAsync(
                new BatchExecuteStatementRequest
                {
                    Statements = statements,
                    ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
                },
                cancellationToken).ConfigureAwait(false);
            consumed = result.ConsumedCapacity;
            for (var i = 0; i < places.Count; i++)
            {
                responses[places[i]] = result.Responses[i];
            }
        }

        response.WriteStartObject();
        response.WriteStartArray("Responses"u8);
        foreach (var each in responses)
        {
            Write(response, each!);
        }

        response.WriteEndArray();
        ResultWriter.WriteCapacities(response, consumed);
        response.WriteEndObject();
    }

    private static BatchStatementRequest Read(JsonElement statement) => new()
    {
        Statement = statement.Text("Statement"u8),
        Parameters = Statements.ReadParameters(statement),
        ConsistentRead = statement.FindBoolean("ConsistentRead"u8) ?? false,
        ReturnValuesOnConditionCheckFailure = statement.FindEnum<ReturnValuesOnConditionCheckFailure>("ReturnValuesOnConditionCheckFailure"u8),
    };

    private static void Write(Utf8JsonWriter writer, BatchStatementResponse response)
    {
        writer.WriteStartObject();
        if (response.Error is { } error)
        {
            writer.WriteStartObject("Error"u8);
            writer.WriteString("Code"u8, error.Code);
            writer.WriteString("Message"u8, error.Message);
            ResultWriter.WriteItem(writer, "Item"u8, error.Item);
            writer.WriteEndObject();
        }

        if (response.TableName is { } table)
        {
            writer.WriteString("TableName"u8, table);
        }

        ResultWriter.WriteItem(writer, "Item"u8, response.Item);
        writer.WriteEndObject();
    }
}
