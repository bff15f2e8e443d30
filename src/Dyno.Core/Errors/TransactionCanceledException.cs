// Why a transaction was cancelled, action by action.

namespace Dyno;

/// <summary>Why one action of a transaction was refused.</summary>
public sealed record CancellationReason
{
    /// <summary>The code of an action that was in order.</summary>
    public const string None = "None";

    /// <summary>The code of an action whose condition was not met.</summary>
    public const string ConditionalCheckFailed = "ConditionalCheckFailed";

    /// <summary>The code of a PartiQL INSERT of an item that is there.</summary>
    public const string DuplicateItem = "DuplicateItem";

    /// <summary>The code of a write after which an item collection would be too large.</summary>
    public const string ItemCollectionSizeLimitExceeded = "ItemCollectionSizeLimitExceeded";

    /// <summary>The code of an action on an item that another transaction is at.</summary>
    public const string TransactionConflict = "TransactionConflict";

    /// <summary>The code of an action that the provisioned throughput does not allow.</summary>
    public const string ProvisionedThroughputExceeded = "ProvisionedThroughputExceeded";

    /// <summary>The code of an action that is more than the table takes at this moment.</summary>
    public const string ThrottlingError = "ThrottlingError";

    /// <summary>The code of an action that is wrong in itself.</summary>
    public const string ValidationError = "ValidationError";

    internal static readonly CancellationReason InOrder = new() { Code = None };

    /// <summary>One of the codes above (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html).</summary>
    public required string Code { get; init; }

    /// <summary>What was wrong; null with <c>None</c>.</summary>
    public string? Message { get; init; }

    /// <summary>The item as it stood, where the action asked for it.</summary>
    public Item? Item { get; init; }
}

/// <summary>A transaction was refused; nothing was written.</summary>
public sealed class TransactionCanceledException : DynoException
{
    /// <summary>Creates the error from one reason for each action, in the order of the request. Without a message it says their codes.</summary>
    public TransactionCanceledException(IReadOnlyList<CancellationReason> cancellationReasons, string? message = null, Exception? innerException = null)
        : base(message ?? MessageFor(cancellationReasons), innerException)
        => CancellationReasons = cancellationReasons;

    /// <summary>One reason for each action, in the order of the request.</summary>
    public IReadOnlyList<CancellationReason> CancellationReasons { get; }

    // Of one action; all others were in order, or were not looked at.
    internal static TransactionCanceledException At(int at, int count, string code, string message)
    {
        var reasons = new CancellationReason[count];
        Array.Fill(reasons, CancellationReason.InOrder);
        reasons[at] = new CancellationReason { Code = code, Message = message };
        return new TransactionCanceledException(reasons);
    }

    private static string MessageFor(IReadOnlyList<CancellationReason> reasons) =>
        "Transaction cancelled, please refer cancellation reasons for specific reasons ["
        + string.Join(", ", reasons.Select(r => r.Code)) + "]";
}
