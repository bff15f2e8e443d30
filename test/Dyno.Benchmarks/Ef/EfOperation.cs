// The lines of the EF table: what each asks of a provider, of the engine below it and of what limits both. The process that measures and the one that is measured know the same.

namespace Dyno.Benchmarks.Ef;

// The goals are those of a machine whose floor is known: they are scaled by the floor that was measured in the same run.
internal sealed record EfGoal(double Nanoseconds, double FloorNanoseconds, double? Bytes = null, double FloorBytes = 0);

internal sealed record EfOperation(string Name, Func<Candidate, Action<Random>> OfProvider, Func<EngineCalls, Action<Random>> OfEngine)
{
    private const double Microsecond = 1e3;
    private const double Millisecond = 1e6;

    public static readonly EfOperation Find = new("Find, pooled", c => c.Find, e => e.Get) { Goal = new(27 * Microsecond, 18.9 * Microsecond) };

    public static readonly EfOperation Reads = new("4 threads, reads", c => c.KeyCompiled, e => e.Get);

    public static readonly EfOperation Writes = new("threads, durable inserts", c => _ => c.Insert(1), e => _ => e.PutDurable())
    {
        Limits = new() { [Candidates.Raw] = e => _ => e.CommitRaw() },
    };

    public static readonly IReadOnlyList<EfOperation> Lines =
    [
        new("key, compiled, pooled, untracked", c => c.KeyCompiled, e => e.Get) { Goal = new(6 * Microsecond, 0.22 * Microsecond, 2560, 512) },
        Find,
        new("key, not compiled, new context", c => c.KeyNew, e => e.Get) { Goal = new(32 * Microsecond, 22.4 * Microsecond) },
        new("key, not compiled: the floor's, and then the compiled one or the engine call", c => c.KeyCompiled, e => e.Get) { FloorBefore = c => c.KeyNew },
        new("range of 20, compiled, pooled, untracked", c => c.RangeCompiled, e => e.Range) { Goal = new(22 * Microsecond, 0.8 * Microsecond) },
        new("range of 20, compiled, pooled, tracked", c => c.RangeCompiledTracked, e => e.Range),
        new("range of 20, compiled, pooled, projected", c => c.RangeCompiledProjected, e => e.Range),
        new("range of 20, not compiled, new, untracked", c => c.RangeNew, e => e.Range) { Goal = new(62 * Microsecond, 36 * Microsecond) },
        new("range of 20, not compiled: the floor's, and then the compiled one or the engine call", c => c.RangeCompiled, e => e.Range) { FloorBefore = c => c.RangeNew },
        new("range of 20, not compiled, new, tracked", c => c.RangeNewTracked, e => e.Range),
        new("range of 20, not compiled, new, projected", c => c.RangeNewProjected, e => e.Range),
        new("insert 1, pooled, without sync", c => _ => c.InsertUnsynced(1), e => _ => e.Put()) { Goal = new(15 * Microsecond, 3.8 * Microsecond) },
        new("insert 1, pooled, durable", c => _ => c.Insert(1), e => _ => e.PutDurable())
        {
            Limits = new() { [Candidates.Raw] = e => _ => e.CommitRaw(), [Candidates.Sync] = e => _ => e.AppendToFile() },
        },
        new("insert 100, durable", c => _ => c.Insert(100), e => _ => e.Transact(100)) { Goal = new(0.9 * Millisecond, 0.31 * Millisecond) },
        new("insert 10,000, durable", c => _ => c.Insert(10_000), e => _ => e.Transact(10_000)) { IsLong = true },
        new("stream all, untracked", c => _ => c.Stream(), e => _ => e.Scan()) { Goal = new(100 * Millisecond, 2.3 * Millisecond), IsLong = true },
        new("stream all, tracked", c => _ => c.StreamTracked(), e => _ => e.Scan()) { Goal = new(430 * Millisecond, 286 * Millisecond), IsLong = true },
    ];

    public EfGoal? Goal { get; init; }

    // Where one takes longer than a round is to.
    public bool IsLong { get; init; }

    // What one is held against besides, by name.
    public Dictionary<string, Func<EngineCalls, Action<Random>>> Limits { get; init; } = [];

    // What of the floor runs before each, in one loop. Code and data of one leave the processor's caches while the other runs, so both cost more than their sum.
    public Func<Candidate, Action<Random>>? FloorBefore { get; init; }

    public static EfOperation Named(string name) => Lines.Append(Reads).Append(Writes).First(o => o.Name == name);
}
