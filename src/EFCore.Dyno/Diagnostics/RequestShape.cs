// What the observer of requests must know of each of DynamoDB's operations: how it is called, what it touches, and what its answer says.

namespace EFCore.Dyno.Diagnostics;

internal abstract class RequestShape<TRequest, TResult>(string operation)
    where TRequest : class
    where TResult : class
{
    public string Operation { get; } = operation;

    /// <summary>Whether an <see cref="IDynoRequestInterceptor"/> sees it.</summary>
    public virtual bool IsIntercepted => true;

    public virtual bool IsWrite(TRequest request) => false;

    /// <summary>The tables, without repetition.</summary>
    public abstract IReadOnlyList<string> Tables(TRequest request);

    public virtual string? Index(TRequest request) => null;

    /// <summary>How many operations are in it; 1 for what is no batch.</summary>
    public virtual int BatchSize(TRequest request) => 1;

    public virtual TRequest WithCapacity(TRequest request) => request;

    public virtual IReadOnlyList<ConsumedCapacity>? Capacity(TResult result) => null;

    public abstract (int Count, int Scanned) Counts(TRequest request, TResult result);

    /// <summary>Keys, conditions and items with their values, for those who asked for sensitive data.</summary>
    public abstract string? Values(TRequest request);

    public abstract ValueTask<TResult> SendAsync(IDynoClient client, TRequest request, CancellationToken cancellationToken);

    protected static IReadOnlyList<ConsumedCapacity>? One(ConsumedCapacity? capacity) => capacity is null ? null : [capacity];

    protected static string Join(params IEnumerable<string?> parts) => string.Join("; ", parts.Where(p => p is not null));

    protected static string? Named(string name, object? value) => value is null ? null : $"{name}: {value}";
}
