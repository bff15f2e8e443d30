// Runs the benchmarks, each of which prints tables of ratios: `Dyno.Benchmarks [items] [directory]` in process, `index [items] [directory]` an index added
// under writes, `transactions` those that stay open, `aws` through the AWS SDK, and by eng/bench.sh `ef` against EF's other providers, `wire server…` over
// HTTP and `analyzers` what these add to a build and to a key that is pressed.

using System.Globalization;
using Dyno.Benchmarks;
using Dyno.Benchmarks.Analyzers;
using Dyno.Benchmarks.Ef;
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
    case ["analyzers", .. var rest]:
        return AnalyzersRun.Run(rest);
    case ["aws"]:
        return await AwsSuite.RunAsync();
    default:
        break;
}

var onlyTransactions = args is ["transactions"];
var items = args.Length > 0 && !onlyTransactions ? int.Parse(args[0], null) : 1_000_000;
var directory = args.Length > 1 ? args[1] : Path.Combine(Path.GetTempPath(), $"dyno-benchmarks-{Guid.NewGuid():N}");
Directory.CreateDirectory(directory);
try
{
    Console.WriteLine($"{items:N0} items of about 200 bytes, {Environment.ProcessorCount} cores, medians of 7 rounds in turn");
    Console.WriteLine();
    Console.WriteLine("| operation | time | allocated | against | time | allocated | ratio |");
    Console.WriteLine("|---|---|---|---|---|---|---|");
    using (var suite = new TransactionSuite(directory))
    {
        suite.Load();
        Print(suite.Run());
    }

    if (onlyTransactions)
    {
        return 0;
    }

    using (var suite = new CapacitySuite(directory))
    {
        suite.Load();
        Print(suite.Run());
    }

    // Only what needs no million items.
    if (items == 0)
    {
        return 0;
    }

    using (var suite = new EngineSuite(items, directory))
    {
        suite.Load(done =>
        {
            if (done % 100_000 == 0)
            {
                Console.Error.WriteLine($"loading: {done:N0} of {items:N0}");
            }
        });
        Print(suite.Run());
    }

    using (var suite = new ProviderSuite(directory))
    {
        suite.Load();
        Print(suite.Run());
    }
}
finally
{
    Directory.Delete(directory, recursive: true);
}

return 0;

// The ratio is the limit's time over the subject's: 1 is as fast as the limit.
static void Print(IEnumerable<(string Name, string Limit, Side Subject, Side LimitSide)> rows)
{
    foreach (var (name, limit, subject, other) in rows)
    {
        Console.WriteLine(
            $"| {name} | {Microseconds(subject)} | {subject.BytesPerOperation:N0} B | {limit} | {Microseconds(other)} | {other.BytesPerOperation:N0} B | "
            + $"{other.NanosecondsPerOperation / subject.NanosecondsPerOperation:N2} |");
    }

    static string Microseconds(Side side) => $"{side.NanosecondsPerOperation / 1000:N2} µs";
}
