// Why a transaction was cancelled, action by action.

namespace Dyno;

/// <summary>Why one action of a transaction was refused.</summary>
public sealed record CancellationReason
{
    /// <summary>The code of an action that was in order.</summary>
    public const string None = "None";

    /// <summary>
    /// <c>None</c>, <c>ConditionalCheckFailed</c>, <c>ItemCollectionSizeLimitExceeded</c>, <c>TransactionConflict</c>,
    /// <c>ProvisionedThroughputExceeded</c>, <c>ThrottlingError</c>, <c>ValidationError</c> or, of a PartiQL INSERT, <c>DuplicateItem</c>.
    /// </summary>
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
        Array.Fill(reasons, new CancellationReason { Code = CancellationReason.None });
        reasons[at] = new CancellationReason { Code = code, Message = message };
        return new TransactionCanceledException(reasons);
    }

    private static string MessageFor(IReadOnlyList<CancellationReason> reasons) =>
        "Transaction cancelled, please refer cancellation reasons for specific reasons ["
        + string.Join(", ", reasons.Select(r => r.Code)) + "]";
}
