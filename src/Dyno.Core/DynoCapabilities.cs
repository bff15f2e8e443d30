// What an implementation of the seam can do, so that the provider asks rather than guesses.

namespace Dyno;

/// <summary>What a client can do beyond the common contract.</summary>
public sealed record DynoCapabilities
{
    /// <summary>
    /// Calls made inside a <see cref="SynchronousCall"/> scope return completed tasks. False for a client that crosses a network.
    /// </summary>
    public required bool CompletesSynchronously { get; init; }

    /// <summary>
    /// The most actions that one <c>TransactWriteItems</c> takes: 100 on Amazon DynamoDB, unbounded
    /// (<see cref="int.MaxValue"/>) on the embedded engine, 1 on servers without transactions.
    /// </summary>
    public required int MaxTransactionActions { get; init; }

    /// <summary>Index keys may have up to four attributes in each part.</summary>
    public required bool MultiAttributeKeys { get; init; }

    /// <summary>PartiQL statements can be executed.</summary>
    public required bool PartiQL { get; init; }

    /// <summary>The client is an <see cref="IDynoTransactions"/> too: transactions can stay open over several requests.</summary>
    public bool InteractiveTransactions { get; init; }
}
