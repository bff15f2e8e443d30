// The errors of requests that came too fast, and what they say of the reason.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/throttling-diagnosing-workflow.html

namespace Dyno;

/// <summary>What throttled a request.</summary>
/// <param name="Reason">
/// <c>Table</c> or <c>Index</c>, then <c>Read</c> or <c>Write</c>, then <c>ProvisionedThroughputExceeded</c>, <c>MaxOnDemandThroughputExceeded</c>,
/// <c>KeyRangeThroughputExceeded</c> or <c>AccountLimitExceeded</c>, in one word.
/// </param>
/// <param name="Resource">The Amazon resource name of the table or index.</param>
/// <remarks>https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html</remarks>
public sealed record ThrottlingReason(string Reason, string Resource);

/// <summary>A request came too fast for a limit on throughput. Nothing was done; the same request may succeed later.</summary>
public abstract class ThrottledException : DynoException
{
    private protected ThrottledException(string message, IReadOnlyList<ThrottlingReason>? throttlingReasons, Exception? innerException)
        : base(message, innerException)
        => ThrottlingReasons = throttlingReasons ?? [];

    /// <summary>What throttled the request; empty where the server does not say.</summary>
    public IReadOnlyList<ThrottlingReason> ThrottlingReasons { get; }

    /// <inheritdoc/>
    public override bool IsRetryable => true;
}

/// <summary>The table's or index's provisioned throughput, or a partition of a provisioned table, is exceeded.</summary>
/// <param name="message">What was exceeded.</param>
/// <param name="throttlingReasons">The limits in detail.</param>
/// <param name="innerException">What a client over a network threw.</param>
public sealed class ProvisionedThroughputExceededException(string message, IReadOnlyList<ThrottlingReason>? throttlingReasons = null, Exception? innerException = null)
    : ThrottledException(message, throttlingReasons, innerException);

/// <summary>The maximum throughput or a partition of a table on demand is exceeded.</summary>
/// <param name="message">What was exceeded.</param>
/// <param name="throttlingReasons">The limits in detail.</param>
/// <param name="innerException">What a client over a network threw.</param>
public sealed class ThrottlingException(string message, IReadOnlyList<ThrottlingReason>? throttlingReasons = null, Exception? innerException = null)
    : ThrottledException(message, throttlingReasons, innerException);

/// <summary>The account's quota for the throughput of a table on demand is exceeded.</summary>
/// <param name="message">What was exceeded.</param>
/// <param name="throttlingReasons">The limits in detail.</param>
/// <param name="innerException">What a client over a network threw.</param>
public sealed class RequestLimitExceededException(string message, IReadOnlyList<ThrottlingReason>? throttlingReasons = null, Exception? innerException = null)
    : ThrottledException(message, throttlingReasons, innerException)
{
    /// <inheritdoc/>
    public override string ErrorCode => "RequestLimitExceeded";
}
