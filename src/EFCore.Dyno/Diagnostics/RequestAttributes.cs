// The attributes of a request's span that OpenTelemetry's page on DynamoDB names: those of the request when it starts, those of its answer at the end.
// https://opentelemetry.io/docs/specs/semconv/db/dynamodb/

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EFCore.Dyno.Diagnostics;

internal static class RequestAttributes
{
    public static void Set(Activity activity, object request, IReadOnlyList<string> tables, string? index, int batchSize, RequestOrigin origin)
    {
        activity.SetTag("rpc.system", "aws-api");
        if (tables.Count > 0)
        {
            activity.SetTag("aws.dynamodb.table_names", tables.ToArray());
        }

        SetIfKnown(activity, "aws.dynamodb.index_name", index);
        if (batchSize > 1)
        {
            activity.SetTag("db.operation.batch.size", batchSize);
        }

        // A PartiQL statement is the text itself; its values are parameters.
        var text = request is ExecuteStatementRequest statement ? statement.Statement : origin.Plan;
        if (text.Length > 0)
        {
            activity.SetTag("db.query.text", text);
        }

        switch (request)
        {
            case GetItemRequest get:
                activity.SetTag("aws.dynamodb.consistent_read", get.ConsistentRead);
                SetIfKnown(activity, "aws.dynamodb.projection", get.ProjectionExpression?.ToString());
                break;
            case QueryRequest query:
                activity.SetTag("aws.dynamodb.consistent_read", query.ConsistentRead);
                activity.SetTag("aws.dynamodb.scan_forward", query.ScanIndexForward);
                SetIfKnown(activity, "aws.dynamodb.limit", query.Limit);
                SetIfKnown(activity, "aws.dynamodb.projection", query.ProjectionExpression?.ToString());
                SetIfKnown(activity, "aws.dynamodb.select", query.Select?.ToString());
                break;
            case ScanRequest scan:
                activity.SetTag("aws.dynamodb.consistent_read", scan.ConsistentRead);
                SetIfKnown(activity, "aws.dynamodb.limit", scan.Limit);
                SetIfKnown(activity, "aws.dynamodb.projection", scan.ProjectionExpression?.ToString());
                SetIfKnown(activity, "aws.dynamodb.select", scan.Select?.ToString());
                SetIfKnown(activity, "aws.dynamodb.segment", scan.Segment);
                SetIfKnown(activity, "aws.dynamodb.total_segments", scan.TotalSegments);
                break;
            default:
                break;
        }
    }

    public static void SetResult(Activity activity, DynoRequest request)
    {
        if (!request.IsWrite && request.Operation is "Query" or "Scan")
        {
            activity.SetTag("aws.dynamodb.count", request.Count);
            activity.SetTag("aws.dynamodb.scanned_count", request.ScannedCount);
        }

        if (!request.IsWrite)
        {
            activity.SetTag("db.response.returned_rows", request.Count);
        }

        if (request.ConsumedCapacity is { Count: > 0 } capacity)
        {
            activity.SetTag("aws.dynamodb.consumed_capacity", capacity.Select(Json).ToArray());
        }
    }

    // As the wire has it: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html
    private static string Json(ConsumedCapacity capacity)
    {
        var text = new StringBuilder();
        text.Append("{\"TableName\":").Append(Quoted(capacity.TableName)).Append(',');
        Units(text, capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        if (capacity.Table is { } table)
        {
            text.Append(",\"Table\":");
            One(text, table);
        }

        Indexes(text, "GlobalSecondaryIndexes", capacity.GlobalSecondaryIndexes);
        Indexes(text, "LocalSecondaryIndexes", capacity.LocalSecondaryIndexes);
        return text.Append('}').ToString();
    }

    private static void Indexes(StringBuilder text, string name, IReadOnlyDictionary<string, Capacity>? indexes)
    {
        if (indexes is null)
        {
            return;
        }

        text.Append(",\"").Append(name).Append("\":{");
        var first = true;
        foreach (var (index, capacity) in indexes)
        {
            text.Append(first ? "" : ",").Append(Quoted(index)).Append(':');
            One(text, capacity);
            first = false;
        }

        text.Append('}');
    }

    private static void One(StringBuilder text, Capacity capacity)
    {
        text.Append('{');
        Units(text, capacity.CapacityUnits, capacity.ReadCapacityUnits, capacity.WriteCapacityUnits);
        text.Append('}');
    }

    private static void Units(StringBuilder text, double units, double? read, double? write)
    {
        text.Append(CultureInfo.InvariantCulture, $"\"CapacityUnits\":{units}");
        if (read is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"ReadCapacityUnits\":{read}");
        }

        if (write is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"WriteCapacityUnits\":{write}");
        }
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static void SetIfKnown(Activity activity, string name, object? value)
    {
        if (value is not null)
        {
            activity.SetTag(name, value);
        }
    }
}
