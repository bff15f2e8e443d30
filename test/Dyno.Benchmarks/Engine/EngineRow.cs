// A line of the engine's table: an operation against the limit below it, and the ratio that it is to reach.

namespace Dyno.Benchmarks.Engine;

/// <param name="Group">What the rows under one heading have in common.</param>
/// <param name="Operation">What the engine does.</param>
/// <param name="Limit">What it is held against.</param>
/// <param name="Subject">The engine's time as it is shown.</param>
/// <param name="LimitTime">The limit's.</param>
/// <param name="Ratio">1 is as fast as the limit, more is faster.</param>
/// <param name="Spread">Of the engine's rounds, over their median.</param>
/// <param name="Bytes">Managed allocations of one operation; null where several threads work.</param>
/// <param name="Goal">The least ratio; null where there is none.</param>
internal sealed record EngineRow(
    string Group, string Operation, string Limit, string Subject, string LimitTime, double Ratio, double? Spread, double? Bytes, double? Goal)
{
    public string Verdict => Goal is not { } goal ? "" : Ratio >= goal ? "held" : "missed";
}
