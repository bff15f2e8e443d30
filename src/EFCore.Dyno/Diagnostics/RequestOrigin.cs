// Where a request comes from: the plan that it carries out, in words, and the tags of the query. Made once for a compiled query.

namespace EFCore.Dyno.Diagnostics;

internal sealed class RequestOrigin
{
    // Requests that no plan stands behind: tables, counters, transactions.
    public static readonly RequestOrigin None = new("", []);

    private readonly Func<string>? _describe;
    private string? _plan;

    public RequestOrigin(string plan, IReadOnlyCollection<string> tags)
    {
        _plan = plan;
        Tags = tags;
    }

    /// <summary>For what is different each time (a save): the words are only found where somebody reads them.</summary>
    public RequestOrigin(Func<string> describe)
    {
        _describe = describe;
        Tags = [];
    }

    /// <summary>On one line, without values.</summary>
    public string Plan => _plan ??= _describe!();

    public IReadOnlyCollection<string> Tags { get; }
}
