// What a failed request means: may the same one succeed later, or did a condition not hold? One answer for the log and for retries.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.RetryAndBackoff

namespace EFCore.Dyno.Diagnostics;

internal static class RequestFailures
{
    /// <summary>
    /// Whether nothing was done and the same request may succeed later: throttling, and transactions that met each other. A transaction that was
    /// cancelled for any other reason as well is not, for that reason stands.
    /// </summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        TransactionCanceledException cancelled => IsTransient(cancelled),
        DynoException dyno => dyno.IsRetryable,
        _ => false,
    };

    public static bool IsConditionFailure(Exception exception) => exception switch
    {
        ConditionalCheckFailedException or DuplicateItemException => true,
        TransactionCanceledException cancelled => cancelled.CancellationReasons.Any(r => r.Code is CancellationReason.ConditionalCheckFailed or CancellationReason.DuplicateItem),
        _ => false,
    };

    /// <summary>The error's name, for traces and metrics.</summary>
    public static string ErrorType(Exception exception) => exception is DynoException dyno ? dyno.ErrorCode : exception.GetType().FullName!;

    private static bool IsTransient(TransactionCanceledException cancelled)
    {
        var any = false;
        foreach (var reason in cancelled.CancellationReasons)
        {
            switch (reason.Code)
            {
                case CancellationReason.None:
                    break;
                case CancellationReason.TransactionConflict or CancellationReason.ProvisionedThroughputExceeded or CancellationReason.ThrottlingError:
                    any = true;
                    break;
                default:
                    return false;
            }
        }

        return any;
    }
}
