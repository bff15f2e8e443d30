// The payloads of the events of transactions, for LogTo, diagnostic listeners and interceptors.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

/// <summary>The payload of the events of a transaction that a context began or joined, and of its savepoints.</summary>
public class DynoTransactionEventData : DbContextEventData
{
    internal DynoTransactionEventData(
        EventDefinitionBase definition,
        Func<EventDefinitionBase, EventData, string> messageGenerator,
        DbContext? context,
        Guid transactionId,
        TimeSpan duration = default,
        string? savepoint = null)
        : base(definition, messageGenerator, context)
    {
        TransactionId = transactionId;
        Duration = duration;
        Savepoint = savepoint;
    }

    /// <summary>The <c>TransactionId</c> of the context's transaction.</summary>
    public virtual Guid TransactionId { get; }

    /// <summary>How long a commit took; zero elsewhere.</summary>
    public virtual TimeSpan Duration { get; }

    /// <summary>The savepoint's name, in the events of savepoints.</summary>
    public virtual string? Savepoint { get; }
}

/// <summary>The payload of <see cref="DynoEventId.TransactionFailed"/>.</summary>
public class DynoTransactionErrorEventData : DynoTransactionEventData, IErrorEventData
{
    internal DynoTransactionErrorEventData(
        EventDefinitionBase definition,
        Func<EventDefinitionBase, EventData, string> messageGenerator,
        DbContext? context,
        Guid transactionId,
        string action,
        Exception exception)
        : base(definition, messageGenerator, context, transactionId)
    {
        Action = action;
        Exception = exception;
    }

    /// <summary>What failed: <c>commit</c> or <c>rollback</c>.</summary>
    public virtual string Action { get; }

    /// <summary>Why; a <see cref="TransactionConflictException"/> where another writer came first.</summary>
    public virtual Exception Exception { get; }
}
