// Carries out one request under observation: retry, intercept, trace, send, meter, log. In this order, so that each attempt is a request of its own.

using System.Diagnostics;

namespace EFCore.Dyno.Diagnostics;

internal sealed class RequestRun(DynoRequests requests, IDynoClient client, RequestOrigin origin)
{
    public ValueTask<TResult> RunAsync<TRequest, TResult>(
        RequestShape<TRequest, TResult> shape, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TResult : class
    {
        if (!requests.Retries)
        {
            return RunOnceAsync(shape, request, cancellationToken);
        }

        var strategy = requests.NewStrategy();

        if (!SynchronousCall.IsActive)
        {
            return new(strategy.ExecuteAsync(
                (Run: this, shape, request),
                static (_, state, token) => state.Run.RunOnceAsync(state.shape, state.request, token).AsTask(),
                verifySucceeded: null,
                cancellationToken));
        }

        return new(strategy.Execute(
            (Run: this, shape, request, cancellationToken),
            static (_, state) =>
            {
                var task = state.Run.RunOnceAsync(state.shape, state.request, state.cancellationToken);
                return task.IsCompleted ? task.GetAwaiter().GetResult() : task.AsTask().GetAwaiter().GetResult();
            },
            verifySucceeded: null));
    }

    private async ValueTask<TResult> RunOnceAsync<TRequest, TResult>(
        RequestShape<TRequest, TResult> shape, TRequest request, CancellationToken cancellationToken)
        where TRequest : class
        where TResult : class
    {
        var interceptor = shape.IsIntercepted ? requests.Interceptor : null;
        if (interceptor is not null)
        {
            var sent = await interceptor.RequestExecutingAsync(
                requests.Log.EventData(Describe(shape, request)), request, cancellationToken).ConfigureAwait(false);
            request = sent as TRequest ?? throw new InvalidOperationException(Messages.InterceptedRequest(typeof(TRequest), sent?.GetType()));
        }

        if (requests.WantsCapacity)
        {
            request = shape.WithCapacity(request);
        }

        if (requests.Log.IsExecutingEnabled)
        {
            requests.Log.Executing(Describe(shape, request));
        }

        using var activity = DynoTelemetry.Start(shape, request, origin);
        var started = Stopwatch.GetTimestamp();
        TResult result;
        try
        {
            result = await shape.SendAsync(client, request, cancellationToken).ConfigureAwait(false);
            if (interceptor is not null)
            {
                var done = Describe(shape, request, result, Stopwatch.GetElapsedTime(started));
                var given = await interceptor.RequestExecutedAsync(requests.Log.EventData(done), result, cancellationToken).ConfigureAwait(false);
                result = given as TResult ?? throw new InvalidOperationException(Messages.InterceptedResult(typeof(TResult), given?.GetType()));
            }
        }
        catch (Exception exception)
        {
            var failed = Describe(shape, request) with { Elapsed = Stopwatch.GetElapsedTime(started) };
            DynoTelemetry.Fail(activity, failed, exception);
            requests.Log.Failed(failed, exception);
            if (interceptor is not null)
            {
                await interceptor.RequestFailedAsync(requests.Log.ErrorEventData(failed, exception), cancellationToken).ConfigureAwait(false);
            }

            throw;
        }

        var executed = Describe(shape, request, result, Stopwatch.GetElapsedTime(started));
        DynoTelemetry.Complete(activity, executed);
        foreach (var meter in requests.Meters)
        {
            meter.Add(executed);
        }

        requests.Log.Executed(executed);
        return result;
    }

    private DynoRequest Describe<TRequest, TResult>(RequestShape<TRequest, TResult> shape, TRequest request)
        where TRequest : class
        where TResult : class =>
        new(shape.Operation, string.Join(',', shape.Tables(request)), shape.Index(request), origin.Plan, 0, 0, null, default)
        {
            IsWrite = shape.IsWrite(request),
            Tags = origin.Tags,
            Values = requests.Log.ShowsValues ? shape.Values(request) : null,
        };

    private DynoRequest Describe<TRequest, TResult>(RequestShape<TRequest, TResult> shape, TRequest request, TResult result, TimeSpan elapsed)
        where TRequest : class
        where TResult : class
    {
        var (count, scanned) = shape.Counts(request, result);
        var capacity = shape.Capacity(result);
        return Describe(shape, request) with
        {
            Count = count,
            ScannedCount = scanned,
            ConsumedCapacity = capacity,
            CapacityUnits = capacity?.Sum(c => c.CapacityUnits),
            Elapsed = elapsed,
        };
    }
}
