// Looks after the streams in the background: closes shards that have been open for hours and opens their children, and trims what is older than 24 hours.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.DataRetention
using Dyno.Engine.Background;

namespace Dyno.Engine.Streams;

internal sealed class StreamKeeper : IDisposable
{
    // DynamoDB's shards live about this long.
    public static readonly TimeSpan ShardLifetime = TimeSpan.FromHours(4);

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    private readonly EngineContext _context;

    public StreamKeeper(EngineContext context)
    {
        _context = context;
        Work = new PeriodicWork(context.Clock, Period, RunAsync);
    }

    public PeriodicWork Work { get; }

    public void StartIfNeeded()
    {
        if (!_context.Streams.IsEmpty)
        {
            Work.Start();
        }
    }

    public void Dispose() => Work.Dispose();

    private ValueTask RunAsync(CancellationToken cancellationToken)
    {
        foreach (var listed in _context.Streams.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (_context.Catalog.Turn)
            {
                Look(listed.Arn);
            }
        }

        return default;
    }

    private void Look(string arn)
    {
        var now = _context.Clock.GetUtcNow();
        var stream = _context.Streams.Get(arn);
        if (stream.Disabled is null && now - stream.Shards[^1].Opened >= ShardLifetime)
        {
            _context.Streams.Rotate(stream);
            stream = _context.Streams.Get(arn);
        }

        _context.Streams.Trim(stream, now - Limits.StreamRetention);
    }
}
