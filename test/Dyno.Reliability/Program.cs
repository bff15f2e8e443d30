// Runs scenarios for long: `Dyno.Reliability [name…] [--hours H] [--count N] [--seed N] [--first N] [--output DIRECTORY]`, called by eng/torture.sh. A name that
// stands in Roles is a process that a scenario starts: to kill it, to let its files fail.
using System.Globalization;
using Dyno.Reliability;

if (args.Length > 0 && Roles.Find(args[0]) is { } role)
{
    return await role(args[1..]);
}

var names = new List<string>();
var hours = double.PositiveInfinity;
long? count = null;
var first = 0L;
var seed = Environment.TickCount & int.MaxValue;
var output = Path.Combine("artifacts", "reliability");
for (var i = 0; i < args.Length; i++)
{
    if (!args[i].StartsWith("--", StringComparison.Ordinal))
    {
        names.Add(args[i]);
        continue;
    }

    if (i + 1 == args.Length)
    {
        return Usage();
    }

    var value = args[++i];
    switch (args[i - 1])
    {
        case "--hours":
            hours = double.Parse(value, CultureInfo.InvariantCulture);
            break;
        case "--count":
            count = long.Parse(value, CultureInfo.InvariantCulture);
            break;
        case "--seed":
            seed = int.Parse(value, CultureInfo.InvariantCulture);
            break;
        case "--first":
            first = long.Parse(value, CultureInfo.InvariantCulture);
            break;
        case "--output":
            output = value;
            break;
        default:
            return Usage();
    }
}

var scenarios = names.Count == 0 ? Scenarios.All : [.. names.Select(Scenarios.Named)];
var found = 0;
foreach (var scenario in scenarios)
{
    // Hours are shared: what one leaves is for those that follow in the next run.
    var limit = double.IsPositiveInfinity(hours) ? TimeSpan.MaxValue : TimeSpan.FromHours(hours / scenarios.Length);
    found += (await Scorecard.RunAsync(scenario, seed, count ?? scenario.LongCount, limit, output, first)).Findings.Count;
}

return found == 0 ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("usage: Dyno.Reliability [name…] [--hours H] [--count N] [--seed N] [--first N] [--output DIRECTORY]");
    return 2;
}
