// BatchGetItem over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
// What was not processed goes back as it came, so that a client can send it again.

using System.Text.Json;
using Dyno.Server.Legacy;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class BatchGetItem() : WireOperation(new StructShape(
    "BatchGetItemInput",
    CommonMembers.ReturnConsumedCapacity,
    new Member(
        "RequestItems",
        new MapShape(new StructShape(
            "KeysAndAttributes",
            new Member("Keys", new ListShape(Shape.AttributeMap), Constraint.NotNull, Constraint.LengthAtLeast(1), Constraint.LengthAtMost(Limits.BatchGetKeys)),
            CommonMembers.AttributesToGet,
            CommonMembers.ConsistentRead,
            CommonMembers.ProjectionExpression,
            CommonMembers.ExpressionAttributeNames)),
        Constraint.NotNull,
        Constraint.LengthAtLeast(1),
        CommonMembers.TableNameKeys)))
{
    private static readonly string[] Expressions = ["ProjectionExpression"];
    private static readonly string[] Legacy = ["AttributesToGet"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var asked = request.GetProperty("RequestItems"u8);
        var items = new Dictionary<string, KeysAndAttributes>(StringComparer.Ordinal);
        var count = 0;
        foreach (var entry in asked.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Null)
            {
                throw new ValidationException(Messages.NullRequest(entry.Name));
            }

            items[entry.Name] = Read(entry.Value, ref count);
        }

        var result = await server.Engine.BatchGetItemAsync(
            new BatchGetItemRequest
            {
                RequestItems = items,
                ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
            },
            cancellationToken).ConfigureAwait(false);
        response.WriteStartObject();
        response.WriteStartObject("Responses"u8);
        foreach (var (table, found) in result.Responses)
        {
            response.WriteStartArray(table);
            foreach (var item in found)
            {
                DynamoDbJson.WriteItem(response, item);
            }

            response.WriteEndArray();
        }

        response.WriteEndObject();
        WriteUnprocessed(response, asked, result.UnprocessedKeys);
        ResultWriter.WriteCapacities(response, result.ConsumedCapacity);
        response.WriteEndObject();
    }

    private static KeysAndAttributes Read(JsonElement request, ref int count)
    {
        ExpressionParameters.CheckMix(request, Expressions, Legacy);
        var attributes = AttributesToGetReader.Read(request);
        var expressions = ExpressionParameters.Read(request, ExpressionMembers.Projection);
        var keys = new List<Item>();
        var seen = new HashSet<Item>();
        foreach (var key in request.GetProperty("Keys"u8).EnumerateArray())
        {
            var read = key.ValueKind == JsonValueKind.Null ? Item.Empty : DynamoDbJson.ReadItem(key);
            if (!seen.Add(read))
            {
                throw new ValidationException(Messages.DuplicateKeys);
            }

            if (++count > Limits.BatchGetKeys)
            {
                throw new ValidationException(Messages.TooManyBatchKeys);
            }

            keys.Add(read);
        }

        return new KeysAndAttributes
        {
            Keys = keys,
            ProjectionExpression = expressions.Projection ?? attributes,
            ConsistentRead = request.FindBoolean("ConsistentRead"u8) ?? false,
        };
    }

    private static void WriteUnprocessed(Utf8JsonWriter writer, JsonElement asked, IReadOnlyDictionary<string, KeysAndAttributes> unprocessed)
    {
        writer.WriteStartObject("UnprocessedKeys"u8);
        foreach (var (table, keys) in unprocessed)
        {
            writer.WriteStartObject(table);
            ResultWriter.WriteItems(writer, "Keys"u8, keys.Keys);
            foreach (var member in asked.GetProperty(table).EnumerateObject())
            {
                if (member.Name != "Keys" && member.Value.ValueKind != JsonValueKind.Null)
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
