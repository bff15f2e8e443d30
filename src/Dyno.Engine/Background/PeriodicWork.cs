// Work that the engine does by itself from time to time: on the engine's clock, one pass at a time, stopped before the store is closed.
namespace Dyno.Engine.Background;

internal sealed class PeriodicWork(TimeProvider clock, TimeSpan period, Func<CancellationToken, ValueTask> pass) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _timer;
    private Task _running = Task.CompletedTask;

    // Why the last pass failed; null where it did not. A store that failed is told of by every request, so nobody needs to be told of it here.
    public Exception? Failure { get; private set; }

    // The pass that is under way, or the last one.
    public Task Running
    {
        get
        {
            lock (_lock)
            {
                return _running;
            }
        }
    }

    // From now on. More calls do nothing.
    public void Start()
    {
        lock (_lock)
        {
            if (!_stop.IsCancellationRequested)
            {
                _timer ??= clock.CreateTimer(static work => ((PeriodicWork)work!).Begin(), this, period, period);
            }
        }
    }

    // Begins a pass, unless one is under way.
    public void Begin()
    {
        lock (_lock)
        {
            if (_running.IsCompleted && !_stop.IsCancellationRequested)
            {
                _running = Task.Run(RunAsync);
            }
        }
    }

    public void Dispose()
    {
        Task running;
        lock (_lock)
        {
            _stop.Cancel();
            _timer?.Dispose();
            running = _running;
        }

        running.GetAwaiter().GetResult();
    }

    private async Task RunAsync()
    {
        try
        {
            await pass(_stop.Token).ConfigureAwait(false);
            Failure = null;
        }
        catch (Exception exception)
        {
            // The next pass tries again; a process must not end because of one.
            Failure = exception is OperationCanceledException ? null : exception;
        }
    }
}
