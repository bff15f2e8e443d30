// The SDK's exceptions as the seam's, by the name that the error has on the wire. Messages and what comes with them are kept, and the SDK's exception is the inner
// one. What is no answer of DynamoDB (no connection, no credentials), and what the seam has no name for, stays the SDK's own exception.

using Amazon.DynamoDBv2;

namespace Dyno.Aws;

internal static class AwsErrors
{
    public static async ValueTask<T> Translate<T>(Task<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (AmazonDynamoDBException exception) when (Translate(exception) is { } translated)
        {
            throw translated;
        }
    }

    internal static DynoException? Translate(AmazonDynamoDBException e)
    {
        var id = e.RequestId;
        return e switch
        {
            Sdk.ConditionalCheckFailedException failed =>
                new ConditionalCheckFailedException(e.Message, AwsItems.FromAwsOrNull(failed.Item), e) { RequestId = id },
            Sdk.TransactionCanceledException cancelled =>
                new TransactionCanceledException([.. (cancelled.CancellationReasons ?? []).Select(ReasonOf)], e.Message, e) { RequestId = id },
            Sdk.ProvisionedThroughputExceededException throttled =>
                new ProvisionedThroughputExceededException(e.Message, ReasonsOf(throttled.ThrottlingReasons), e) { RequestId = id },
            Sdk.ThrottlingException throttled => new ThrottlingException(e.Message, ReasonsOf(throttled.ThrottlingReasons), e) { RequestId = id },
            Sdk.RequestLimitExceededException throttled => new RequestLimitExceededException(e.Message, ReasonsOf(throttled.ThrottlingReasons), e) { RequestId = id },
            _ => ByCode(e, id),
        };
    }

    private static DynoException? ByCode(AmazonDynamoDBException e, string? id) => e.ErrorCode switch
    {
        "ValidationException" => new ValidationException(e.Message, e) { RequestId = id },
        "ResourceNotFoundException" => new ResourceNotFoundException(e.Message, e) { RequestId = id },
        "TableNotFoundException" => new TableNotFoundException(e.Message, e) { RequestId = id },
        "ResourceInUseException" => new ResourceInUseException(e.Message, e) { RequestId = id },
        "LimitExceededException" => new LimitExceededException(e.Message, e) { RequestId = id },
        "DuplicateItemException" => new DuplicateItemException(e.Message, e) { RequestId = id },
        "ItemCollectionSizeLimitExceededException" => new ItemCollectionSizeLimitExceededException(e.Message, e) { RequestId = id },
        "TransactionConflictException" => new TransactionConflictException(e.Message, e) { RequestId = id },
        "IdempotentParameterMismatchException" => new IdempotentParameterMismatchException(e.Message, e) { RequestId = id },
        "TransactionInProgressException" => new TransactionInProgressException(e.Message, e) { RequestId = id },
        "AccessDeniedException" => new AccessDeniedException(e.Message, e) { RequestId = id },
        "UnknownOperationException" => new UnknownOperationException(e.Message, e) { RequestId = id },
        "ExpiredIteratorException" => new ExpiredIteratorException(e.Message, e) { RequestId = id },
        "TrimmedDataAccessException" => new TrimmedDataAccessException(e.Message, e) { RequestId = id },
        "InternalServerError" => new InternalServerErrorException(e.Message, e) { RequestId = id },
        // Errors that the SDK knows as classes of their own are named by their codes above; these come without.
        "ProvisionedThroughputExceededException" => new ProvisionedThroughputExceededException(e.Message, innerException: e) { RequestId = id },
        "ThrottlingException" => new ThrottlingException(e.Message, innerException: e) { RequestId = id },
        "RequestLimitExceeded" => new RequestLimitExceededException(e.Message, innerException: e) { RequestId = id },
        _ => null,
    };

    private static ThrottlingReason[] ReasonsOf(List<Sdk.ThrottlingReason>? reasons) => [.. (reasons ?? []).Select(r => new ThrottlingReason(r.Reason, r.Resource))];

    private static CancellationReason ReasonOf(Sdk.CancellationReason reason) => new()
    {
        Code = reason.Code ?? CancellationReason.None,
        Message = reason.Message,
        Item = AwsItems.FromAwsOrNull(reason.Item),
    };
}
