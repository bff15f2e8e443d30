// The queries that a service provider has met: for each hash the patterns of those that have it, with what was compiled of them. As many as EF's own
// cache keeps; beyond that all are forgotten, and learnt again from EF's cache by the next execution of each.

using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal sealed class QueryPatterns
{
    // Queries that differ in constants alone have hashes of their own, so more than a few are a sign of one that never matches.
    private const int MostOfHash = 8;

    private readonly ConcurrentDictionary<int, Known[]> _known = [];

    public int Most { get; init; } = 1024;

    // The compiled query of an expression that was met before, and its parameters as EF's own extraction names them. Null, and no values, where it was not.
    public Delegate? Find(int hash, QueryKind kind, Expression query, Dictionary<string, object?> values)
    {
        if (!_known.TryGetValue(hash, out var known))
        {
            return null;
        }

        foreach (var candidate in known)
        {
            if (candidate.Kind == kind && candidate.Pattern is { } pattern)
            {
                var match = new QueryMatch(values);
                if (pattern.Matches(query, ref match))
                {
                    return candidate.Compiled;
                }

                values.Clear();
            }
        }

        return null;
    }

    // Learns a query from what EF made of it.
    public void Add(int hash, QueryKind kind, Expression query, Expression extracted, Delegate compiled)
    {
        var known = _known.GetValueOrDefault(hash, []);
        if (known.Length >= MostOfHash || known is [.., { Pattern: null }])
        {
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
            known = [];
        }

        // Without a pattern it says that there is none, so that it is not looked for again.
        _known[hash] = [.. known, new(kind, QueryPatternBuilder.Build(query, extracted), compiled)];
    }

    private sealed record Known(QueryKind Kind, QueryPattern? Pattern, Delegate Compiled);
}
