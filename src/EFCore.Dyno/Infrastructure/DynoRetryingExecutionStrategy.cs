// Retries what DynamoDB says may succeed later, with exponential back-off and full jitter, as AWS recommends for it.

using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Infrastructure;

/// <summary>
/// Tries again what was throttled or met another transaction. Chosen with <c>UseDyno(…, o => o.EnableRetryOnFailure())</c>; used by
/// <c>SaveChanges</c> as a whole, by each request of a query, and by <c>context.Database.CreateExecutionStrategy()</c>.
/// See https://learn.microsoft.com/ef/core/miscellaneous/connection-resiliency.
/// </summary>
/// <remarks>
/// Only errors after which nothing was done are retried, so that no write can be applied twice. The wait before attempt n is a random part of
/// 50 ms · 2ⁿ, at most the largest delay: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html. A
/// <see cref="RetryLimitExceededException"/> ends it.
/// </remarks>
public class DynoRetryingExecutionStrategy : ExecutionStrategy
{
    /// <summary>How often a request is tried again by default: 10 times, as the AWS SDKs do for DynamoDB.</summary>
    public static new readonly int DefaultMaxRetryCount = 10;

    /// <summary>The longest wait by default: 20 seconds, as the AWS SDKs have it.</summary>
    public static new readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(20);

    private const double FirstDelayMilliseconds = 50;

    private readonly HashSet<string> _errorCodesToAdd;

    /// <summary>A strategy for one context, to be used by hand.</summary>
    /// <param name="context">The context.</param>
    public DynoRetryingExecutionStrategy(DbContext context)
        : this(context.GetService<ExecutionStrategyDependencies>(), DefaultMaxRetryCount, DefaultMaxDelay, errorCodesToAdd: null)
    {
    }

    /// <summary>A strategy as <c>EnableRetryOnFailure</c> makes it.</summary>
    /// <param name="dependencies">EF's services.</param>
    /// <param name="maxRetryCount">How often to try again; 0 for never.</param>
    /// <param name="maxRetryDelay">The longest wait.</param>
    /// <param name="errorCodesToAdd">Names of DynamoDB's errors (<see cref="DynoException.ErrorCode"/>) to retry besides; null for none.</param>
    public DynoRetryingExecutionStrategy(
        ExecutionStrategyDependencies dependencies, int maxRetryCount, TimeSpan maxRetryDelay, IEnumerable<string>? errorCodesToAdd)
        : base(dependencies, maxRetryCount, maxRetryDelay)
        => _errorCodesToAdd = errorCodesToAdd is null ? [] : new(errorCodesToAdd, StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override bool ShouldRetryOn(Exception exception) =>
        RequestFailures.IsTransient(exception) || (exception is DynoException dyno && _errorCodesToAdd.Contains(dyno.ErrorCode));

    /// <inheritdoc/>
    protected override TimeSpan? GetNextDelay(Exception lastException)
    {
        var retry = ExceptionsEncountered.Count - 1;
        if (retry >= MaxRetryCount)
        {
            return null;
        }

        var longest = Math.Min(FirstDelayMilliseconds * Math.Pow(2, retry), MaxRetryDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(Random.NextDouble() * longest);
    }
}

// Gives contexts the strategy of their options, else EF's that tries once.
internal sealed class DynoExecutionStrategyFactory(ExecutionStrategyDependencies dependencies, IDbContextOptions options) : IExecutionStrategyFactory
{
    public IExecutionStrategy Create() =>
        options.FindExtension<DynoOptionsExtension>()?.ExecutionStrategy?.Invoke(dependencies) ?? new NonRetryingExecutionStrategy(dependencies);
}
