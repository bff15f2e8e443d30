// ListStreams: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
namespace Dyno.Engine.Operations;

internal sealed class ListStreamsOperation(EngineContext context)
{
    public ListStreamsResult Execute(ListStreamsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var limit = DescribeStreamOperation.CheckLimit(request.Limit, Limits.StreamsPage);
        if (request.ExclusiveStartStreamArn is { } start && !start.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw new ValidationException(Messages.InvalidStreamArn);
        }

        var page = new List<StreamSummary>();
        var tableName = request.TableName is null ? null : TableArn.NameOf(request.TableName);
        foreach (var stream in context.Streams.All())
        {
            if ((tableName is not null && stream.TableName != tableName)
                || (request.ExclusiveStartStreamArn is { } after && string.CompareOrdinal(stream.Arn, after) <= 0))
            {
                continue;
            }

            if (page.Count == limit)
            {
                return new ListStreamsResult { Streams = page, LastEvaluatedStreamArn = page[^1].StreamArn };
            }

            page.Add(new StreamSummary(stream.Arn, stream.TableName, stream.Label));
        }

        return new ListStreamsResult { Streams = page };
    }
}
