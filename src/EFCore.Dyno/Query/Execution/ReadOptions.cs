// What one execution adds to a plan, and how many items each of its requests lets the store look at.

using EFCore.Dyno.Diagnostics;

namespace EFCore.Dyno.Query;

internal sealed class ReadOptions
{
    public Item? StartKey { get; init; }

    // Against the plan's own direction.
    public bool Reverse { get; init; }

    // How many rows of the query are wanted; more are not asked for at first.
    public int? Wanted { get; init; }

    // Where the most items that may be looked at were looked at before the end, and more would follow.
    public Item? StoppedAt { get; set; }

    // Set when the pipeline opens.
    public ItemRows? Rows { get; set; }

    // The row around the query, where it stands inside another.
    public object?[]? Outer { get; init; }

    // What an execution keeps, for pipes that read the same for every row around them. Made when the first asks.
    public Dictionary<object, object> Kept
    {
        get => field ??= [];
        private init;
    }

    public ReadOptions For(object?[]? outer) => new() { Outer = outer, Kept = Kept };
}

// The limits of the requests of one read. Without a filter, as many items as rows are wanted. With one, a few more at first and then ever more,
// since DynamoDB charges for what it looks at: a first match is not to cost a whole megabyte, nor a late one a hundred requests.
internal sealed class ReadPace
{
    private const int FirstLimit = 64;
    private const int Growth = 4;
    private const int LastLimit = 1 << 16;
    private const int WasteItems = 1000;
    private const int WasteFactor = 10;

    private readonly SourcePlan _source;
    private readonly DynoQueryContext _context;
    private readonly ReadOptions _options;
    private int? _limit;
    private int? _left;
    private ReadPace? _whole;
    private long _scanned;
    private long _returned;
    private bool _warned;

    public ReadPace(SourcePlan source, DynoQueryContext context, ReadOptions options, int? wanted)
    {
        _source = source;
        _context = context;
        _options = options;
        _limit = wanted is not { } rows ? null
            : source.KeepsEveryItem ? rows
            : (int)Math.Min(Math.Max(FirstLimit, 2L * rows), LastLimit);
        if (source.EvaluateAtMost is { } most)
        {
            _left = most.In(context, options);
        }
    }

    // The pace of one of several partitions that are read for the same rows: each has limits of its own, and what they look at is counted together.
    public ReadPace Branch(int? wanted) => new(_source, _context, _options, wanted) { _whole = this };

    public bool IsSpent => _left <= 0;

    public int? Next() => _limit is { } limit && _left is { } left ? Math.Min(limit, left) : _limit ?? _left;

    public void Add(int returned, int scanned, Item? lastEvaluatedKey)
    {
        if (_left is { } left)
        {
            _left = left - scanned;
            if (_left <= 0)
            {
                _options.StoppedAt = lastEvaluatedKey;
            }
        }

        if (!_source.KeepsEveryItem)
        {
            _limit = _limit < LastLimit ? _limit * Growth : null;
        }

        if (_whole is null)
        {
            Count(returned, scanned);
            return;
        }

        // Partitions may answer at the same time.
        lock (_whole)
        {
            _whole.Count(returned, scanned);
        }
    }

    private void Count(int returned, int scanned)
    {
        _scanned += scanned;
        _returned += returned;
        if (!_warned && _scanned >= WasteItems && _scanned >= _returned * WasteFactor && !_source.Plan.ScanAllowed)
        {
            _warned = true;
            _context.QueryLogger.WastefulReadWarning(_source.Plan.Path.ToString(), _scanned, _returned);
        }
    }
}
