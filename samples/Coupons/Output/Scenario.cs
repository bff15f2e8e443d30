// Runs scenarios one after the other and takes down what each one used.

using System.Diagnostics;

namespace Coupons.Output;

/// <summary>What a scenario did.</summary>
/// <param name="Items">Items returned or written.</param>
/// <param name="Note">What is worth saying of the outcome.</param>
/// <param name="Plan">How the store was asked; empty for what only writes.</param>
public sealed record Done(long Items, string Note = "", string Plan = "");

/// <summary>Runs scenarios.</summary>
public sealed class Scenarios(Usage usage)
{
    private readonly List<Outcome> _outcomes = [];

    /// <summary>What was done so far.</summary>
    public IReadOnlyList<Outcome> Outcomes => _outcomes;

    /// <summary>Runs one that can be run again: once to compile what it asks, then once for the record.</summary>
    public async Task<Done> RunWarmAsync(string name, Func<Task<Done>> scenario)
    {
        await scenario();
        return await RunAsync(name, scenario);
    }

    /// <summary>Runs one.</summary>
    public async Task<Done> RunAsync(string name, Func<Task<Done>> scenario)
    {
        usage.Reset();
        var started = Stopwatch.GetTimestamp();
        var done = await scenario();
        _outcomes.Add(new Outcome(name, done.Items, usage.Requests, usage.Units, Stopwatch.GetElapsedTime(started), done.Plan, done.Note));
        return done;
    }
}
