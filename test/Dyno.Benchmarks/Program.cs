// Runs the benchmarks, each of which prints tables of ratios. By eng/bench.sh: `engine` and `scale` the engine against the store below it, `ef` against EF's
// other providers, `wire server…` over HTTP, `analyzers` what these add to a build and to a key that is pressed. By hand: `index [items] [directory]` an index
// added under writes, `transactions` those that stay open, `capacity` what metering costs, `aws` through the AWS SDK.

using System.Globalization;
using Dyno.Benchmarks;
using Dyno.Benchmarks.Analyzers;
using Dyno.Benchmarks.Ef;
using Dyno.Benchmarks.Engine;
using Dyno.Benchmarks.Scale;
using Dyno.Benchmarks.Wire;

switch (args)
{
    case ["wire", .. var rest]:
        return WireSuite.Run(rest);
    case ["wire-null", var port]:
        return NullServer.Run(int.Parse(port, CultureInfo.InvariantCulture));
    case ["index", .. var rest]:
        return OnlineIndexSuite.RunAsync(rest).GetAwaiter().GetResult();
    case ["ef", .. var rest]:
        return EfRun.Run(rest);
    case [CandidateHost.Command, var name, var entries, var directory]:
        return CandidateHost.Run(name, entries, directory);
    case ["engine", .. var rest]:
        return EngineRun.Run(rest);
    case ["scale", .. var rest]:
        return ScaleRun.Run(rest);
    case ["analyzers", .. var rest]:
        return AnalyzersRun.Run(rest);
    case ["aws"]:
        return await AwsSuite.RunAsync();
    case ["transactions"]:
        return Print(directory => new TransactionSuite(directory), suite => suite.Run());
    case ["capacity"]:
        return Print(directory => new CapacitySuite(directory), suite => suite.Run());
    default:
        Console.Error.WriteLine("usage: Dyno.Benchmarks engine | scale | ef | wire | analyzers | index | transactions | capacity | aws");
        return 2;
}

// The ratio is the limit's time over the subject's: 1 is as fast as the limit.
static int Print<TSuite>(Func<string, TSuite> make, Func<TSuite, IEnumerable<(string Name, string Limit, Side Subject, Side LimitSide)>> run)
    where TSuite : IDisposable
{
    var directory = Directory.CreateTempSubdirectory("dyno-benchmarks-").FullName;
    try
    {
        using var suite = make(directory);
        Console.WriteLine("| operation | time | allocated | against | time | allocated | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, limit, subject, other) in run(suite))
        {
            Console.WriteLine(
                $"| {name} | {Machine.Duration(subject.NanosecondsPerOperation)} | {subject.BytesPerOperation:N0} B | {limit} | "
                + $"{Machine.Duration(other.NanosecondsPerOperation)} | {other.BytesPerOperation:N0} B | {other.NanosecondsPerOperation / subject.NanosecondsPerOperation:N2} |");
        }
    }
    finally
    {
        Directory.Delete(directory, recursive: true);
    }

    return 0;
}
