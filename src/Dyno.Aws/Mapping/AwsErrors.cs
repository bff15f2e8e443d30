// The SDK's exceptions as the seam's, by the name that the error has on the wire; messages and what comes with them are kept. What is no answer of
// DynamoDB (no connection, no credentials) stays the SDK's own exception.

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

    private static DynoException? Translate(AmazonDynamoDBException exception)
    {
        var message = exception.Message;
        return exception switch
        {
            Sdk.ConditionalCheckFailedException failed => new ConditionalCheckFailedException(message, AwsItems.FromAwsOrNull(failed.Item)),
            Sdk.ProvisionedThroughputExceededException throttled => new ProvisionedThroughputExceededException(message, ReasonsOf(throttled.ThrottlingReasons)),
            Sdk.ThrottlingException throttled => new ThrottlingException(message, ReasonsOf(throttled.ThrottlingReasons)),
            Sdk.RequestLimitExceededException throttled => new RequestLimitExceededException(message, ReasonsOf(throttled.ThrottlingReasons)),
            Sdk.TransactionCanceledException cancelled => new TransactionCanceledException([.. (cancelled.CancellationReasons ?? []).Select(ReasonOf)]),
            _ => exception.ErrorCode switch
            {
                "ValidationException" => new ValidationException(message, exception),
                "ResourceNotFoundException" => new ResourceNotFoundException(message),
                "ResourceInUseException" => new ResourceInUseException(message),
                "LimitExceededException" => new LimitExceededException(message),
                "DuplicateItemException" => new DuplicateItemException(message),
                "ItemCollectionSizeLimitExceededException" => new ItemCollectionSizeLimitExceededException(message),
                "TransactionConflictException" => new TransactionConflictException(message),
                "IdempotentParameterMismatchException" => new IdempotentParameterMismatchException(message),
                "TransactionInProgressException" => new TransactionInProgressException(message),
                "InternalServerError" => new InternalServerErrorException(message, exception),
                _ => null,
            },
        };
    }

    private static ThrottlingReason[] ReasonsOf(List<Sdk.ThrottlingReason>? reasons) => [.. (reasons ?? []).Select(r => new ThrottlingReason(r.Reason, r.Resource))];

    private static CancellationReason ReasonOf(Sdk.CancellationReason reason) => new()
    {
        Code = reason.Code,
        Message = reason.Message,
        Item = AwsItems.FromAwsOrNull(reason.Item),
    };
}
