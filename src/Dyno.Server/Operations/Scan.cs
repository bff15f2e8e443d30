// Scan over the wire: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html

using System.Text.Json;
using Dyno.Server.Legacy;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;

namespace Dyno.Server.Operations;

internal sealed class Scan() : WireOperation(new StructShape(
    "ScanInput",
    CommonMembers.Select,
    CommonMembers.IndexName,
    new Member("TotalSegments", Shape.Integer, Constraint.AtLeast(1), Constraint.AtMost(Limits.ScanSegments)),
    CommonMembers.ReturnConsumedCapacity,
    CommonMembers.TableName,
    CommonMembers.ConditionalOperator,
    CommonMembers.ScanFilter,
    new Member("Segment", Shape.Integer, Constraint.AtLeast(0), Constraint.AtMost(Limits.ScanSegments - 1)),
    CommonMembers.Limit,
    CommonMembers.AttributesToGet,
    CommonMembers.ExclusiveStartKey,
    CommonMembers.ConsistentRead,
    CommonMembers.FilterExpression,
    CommonMembers.ProjectionExpression,
    CommonMembers.ExpressionAttributeValues,
    CommonMembers.ExpressionAttributeNames))
{
    private static readonly string[] Expressions = ["ProjectionExpression", "FilterExpression"];
    private static readonly string[] Legacy = ["AttributesToGet", "ScanFilter", "ConditionalOperator"];

    public override async ValueTask ExecuteAsync(ServerContext server, JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        ExpressionParameters.CheckMix(request, Expressions, Legacy);
        var attributes = AttributesToGetReader.Read(request);
        var filter = ConditionsReader.ReadFilter(request, "ScanFilter"u8);
        var startKey = StartKeys.Read(request);
        var (segment, total) = (request.FindInteger("Segment"u8), request.FindInteger("TotalSegments"u8));
        CheckSegments(segment, total);
        var expressions = ExpressionParameters.Read(request, ExpressionMembers.Filter | ExpressionMembers.Projection | ExpressionMembers.Values);
        var scan = new ScanRequest
        {
            TableName = request.Text("TableName"u8),
            IndexName = request.FindText("IndexName"u8),
            FilterExpression = expressions.Filter ?? filter,
            ProjectionExpression = expressions.Projection ?? attributes,
            Select = request.TryFind("Select"u8, out _) ? request.FindEnum<Select>("Select"u8) : null,
            Limit = request.FindInteger("Limit"u8),
            ExclusiveStartKey = startKey,
            Segment = segment,
            TotalSegments = total,
            ConsistentRead = request.FindBoolean("ConsistentRead"u8) ?? false,
            ReturnConsumedCapacity = request.FindEnum<ReturnConsumedCapacity>("ReturnConsumedCapacity"u8),
        };
        var result = await ExecuteAsync(server, scan, request, cancellationToken).ConfigureAwait(false);
        PageWriter.Write(response, request, result.Items, result.Count, result.ScannedCount, result.LastEvaluatedKey, result.ConsumedCapacity);
    }

    private static async ValueTask<ScanResult> ExecuteAsync(ServerContext server, ScanRequest scan, JsonElement request, CancellationToken cancellationToken)
    {
        try
        {
            return await server.Engine.ScanAsync(scan, cancellationToken).ConfigureAwait(false);
        }
        catch (ValidationException exception) when (LegacyNames.Differ(request, exception))
        {
            throw LegacyNames.Rename(exception, "ScanFilter");
        }
    }

    // Before expressions are parsed; the engine checks the same for callers in process.
    private static void CheckSegments(int? segment, int? total)
    {
        if (segment is not null && total is null)
        {
            throw new ValidationException(Messages.SegmentWithoutTotal);
        }

        if (total is not null && segment is null)
        {
            throw new ValidationException(Messages.TotalWithoutSegment);
        }

        if (segment >= total)
        {
            throw new ValidationException(Messages.SegmentOutOfRange(segment.Value, total.Value));
        }
    }
}
