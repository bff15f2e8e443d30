// ListTables over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html

using System.Text.Json;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class ListTables() : WireOperation(new StructShape(
    "ListTablesInput",
    new Member("Limit", Shape.Integer, Constraint.AtLeast(1), Constraint.AtMost(Limits.ListTablesPage)),
    new Member("ExclusiveStartTableName", Shape.String, CommonMembers.OptionalNameConstraints)))
{
    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var result = await server.Engine.ListTablesAsync(
            new ListTablesRequest
            {
                Limit = request.FindInteger("Limit"u8),
                ExclusiveStartTableName = request.FindText("ExclusiveStartTableName"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartArray("TableNames"u8);
        foreach (var name in result.TableNames)
        {
            response.WriteStringValue(name);
        }

        response.WriteEndArray();
        if (result.LastEvaluatedTableName is { } last)
        {
            response.WriteString("LastEvaluatedTableName"u8, last);
        }

        response.WriteEndObject();
    }
}
