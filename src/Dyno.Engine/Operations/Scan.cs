// Scan: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
// Items come in the order of the hash of their partition keys; a segment is a range of hashes.
using Dyno.Engine.Transactions;

namespace Dyno.Engine;

internal sealed class ScanOperation(EngineContext context, TransactionView? transaction = null)
{
    public ValueTask<ScanResult> ExecuteAsync(ScanRequest request, CancellationToken cancellationToken) => ExecuteAsync(request, null, cancellationToken);

    // The result's items are valid until the buffer is used again.
    public ValueTask<ScanResult> ExecuteAsync(ScanRequest request, PageBuffer? lent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CheckNumbers(request);
        var target = ReadTarget.Of(context.Catalog, request.TableName, request.IndexName, request.ConsistentRead);
        ReadShape.CheckSelect(target, request.Select, request.ProjectionExpression);
        if (request.ExclusiveStartKey is { } startKey)
        {
            CheckStart(target, startKey);
        }

        var shape = ReadShape.Of(target, request.Select, request.ProjectionExpression, request.FilterExpression);

        var lower = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        var upper = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            WriteSegment(ref lower, ref upper, target.Id, request.Segment ?? 0, request.TotalSegments ?? 1);
            if (request.ExclusiveStartKey is { } start)
            {
                Skip(ref lower, upper, target, start, request);
            }

            KeyPaths.Check(target.Table, request.ProjectionExpression);
            KeyPaths.Check(target.Table, request.FilterExpression);
            var page = new PageReader(context, transaction, target, shape, lent);
            page.ReadAll(lower.Written, upper.Written, EndHash(request), request.Limit, request.ConsistentRead);
            return new(new ScanResult
            {
                Items = page.TakeItems(),
                Count = page.Count,
                ScannedCount = page.ScannedCount,
                LastEvaluatedKey = page.LastEvaluatedKey,
                ConsumedCapacity = page.Capacity(request.TableName, request.ReturnConsumedCapacity),
            });
        }
        finally
        {
            lower.Dispose();
            upper.Dispose();
        }
    }

    // Hashes are 32 bits: segment s of n holds those from s * 2^32 / n, and the last one ends with the table.
    private static void WriteSegment(ref KeyBuffer lower, ref KeyBuffer upper, uint id, int segment, int total)
    {
        lower.AppendUInt32(id);
        lower.AppendUInt32(FirstHash(segment, total));
        if (segment + 1 < total)
        {
            upper.AppendUInt32(id);
            upper.AppendUInt32(FirstHash(segment + 1, total));
        }
        else
        {
            upper.AppendUInt32(id + 1);
        }
    }

    // The hash after the segment's last one.
    private static long EndHash(ScanRequest request) => ((request.Segment ?? 0) + 1L << 32) / (request.TotalSegments ?? 1);

    private static uint FirstHash(int segment, int total) => (uint)(((ulong)segment << 32) / (ulong)total);

    private static void CheckStart(ReadTarget target, in Item start)
    {
        StartKey.CheckCount(target, start, target.Index is null ? Messages.StartKeyDoesNotMatch : Messages.StartKeyInvalid);
        if (target.Index is not null)
        {
            StartKey.CheckParts(start, target);
        }
    }

    private static void Skip(ref KeyBuffer lower, scoped in KeyBuffer upper, ReadTarget target, in Item start, ScanRequest request)
    {
        var key = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        try
        {
            StartKey.Write(ref key, target, start);
            if (key.Written.SequenceCompareTo(lower.Written) < 0 || key.Written.SequenceCompareTo(upper.Written) >= 0)
            {
                throw new ValidationException(Messages.StartKeyOutsideSegment(request.Segment ?? 0, request.TotalSegments ?? 1));
            }

            lower.Clear();
            lower.Append(key.Written);
            lower.AppendByte(0);
        }
        finally
        {
            key.Dispose();
        }
    }

    private static void CheckNumbers(ScanRequest request)
    {
        var message = request switch
        {
            { Limit: < 1 and var limit } => Messages.LimitTooSmall(limit),
            { TotalSegments: (< 1 or > Limits.ScanSegments) and var total } => Messages.TotalSegmentsOutOfRange(total),
            { Segment: < 0 and var segment } => Messages.SegmentNegative(segment),
            { Segment: not null, TotalSegments: null } => Messages.SegmentWithoutTotal,
            { Segment: null, TotalSegments: not null } => Messages.TotalWithoutSegment,
            { Segment: { } part, TotalSegments: { } parts } when part >= parts => Messages.SegmentOutOfRange(part, parts),
            _ => null,
        };
        if (message is not null)
        {
            throw new ValidationException(message);
        }
    }
}
