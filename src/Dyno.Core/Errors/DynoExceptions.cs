// The exceptions of the seam, with DynamoDB's own names.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html

namespace Dyno;

/// <summary>An error that DynamoDB answers with.</summary>
public abstract class DynoException : Exception
{
    /// <summary>Creates the error.</summary>
    protected DynoException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The error's name on the wire, such as <c>ValidationException</c>.</summary>
    public virtual string ErrorCode => GetType().Name;

    /// <summary>Whether the same request may succeed when it is tried again.</summary>
    public virtual bool IsRetryable => false;

    /// <summary>The id of the request where a server answered it: what its support asks for. Null where no network was crossed.</summary>
    public string? RequestId { get; init; }
}

/// <summary>The request is malformed or against a limit.</summary>
public sealed class ValidationException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>There is no such table or index, or it is not active.</summary>
public sealed class ResourceNotFoundException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>There is no such table: what operations on backups say in place of <see cref="ResourceNotFoundException"/>.</summary>
public sealed class TableNotFoundException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>The table exists already, or is being created, changed or deleted.</summary>
public sealed class ResourceInUseException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>Too many tables or control plane operations at once.</summary>
public sealed class LimitExceededException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>A condition expression evaluated to false; nothing was written.</summary>
public sealed class ConditionalCheckFailedException(string message, Item? item = null, Exception? innerException = null) : DynoException(message, innerException)
{
    /// <summary>The item as it stood, where the request asked for it.</summary>
    public Item? Item { get; } = item;
}

/// <summary>A PartiQL INSERT found an item with the same key; nothing was written.</summary>
public sealed class DuplicateItemException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>The item collection of a partition key value is larger than 10 GB.</summary>
public sealed class ItemCollectionSizeLimitExceededException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>Another transaction is at work on the item.</summary>
public sealed class TransactionConflictException(string message, Exception? innerException = null) : DynoException(message, innerException)
{
    /// <inheritdoc/>
    public override bool IsRetryable => true;
}

/// <summary>A client token was used before with other parameters.</summary>
public sealed class IdempotentParameterMismatchException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>A transaction with the same client token is under way.</summary>
public sealed class TransactionInProgressException(string message, Exception? innerException = null) : DynoException(message, innerException)
{
    /// <inheritdoc/>
    public override bool IsRetryable => true;
}

/// <summary>The caller may not do this, or names what is no resource of its.</summary>
public sealed class AccessDeniedException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>The server does not know the operation; it may be older than that, or not have it.</summary>
public sealed class UnknownOperationException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>A shard iterator is older than 15 minutes: get another one.</summary>
public sealed class ExpiredIteratorException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>The records that a shard iterator or sequence number stands at are older than 24 hours and gone: begin at the trim horizon.</summary>
public sealed class TrimmedDataAccessException(string message, Exception? innerException = null) : DynoException(message, innerException);

/// <summary>The store failed: the message names the file or device and what helps. Nothing was acknowledged.</summary>
public sealed class InternalServerErrorException(string message, Exception? innerException = null) : DynoException(message, innerException)
{
    /// <inheritdoc/>
    public override string ErrorCode => "InternalServerError";
}
