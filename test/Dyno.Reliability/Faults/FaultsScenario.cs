// Row 3 of the scorecard: every write, sync, rename and read of the script fails in turn, once and for good.
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dyno.Reliability.Shim;

namespace Dyno.Reliability.Faults;

internal sealed class FaultsScenario : Scenario
{
    internal const string Role = "faults-worker";

    // Of a script of this length about a tenth are syncs of its log alone.
    private const int Steps = 500;

    private static readonly string[] Classes =
        ["create", "open", "read", "write", "sync", "range", "rename", "unlink", "truncate", "allocate", "mkdir"];

    private static readonly string[] Kinds = ["log", "table", "manifest", "current", "options", "closed", "identity", "info", "lock", "directory", "other"];

    internal override string Name => "faults";

    internal override string Promise =>
        "every write, sync, rename and read of a script fails once and then for good; the answer is an error, nothing is acknowledged after a failed sync, "
        + "reads go on, and the database opens again with all that was acknowledged";

    internal override string Unit => "faults";

    internal override long LongCount => 40_000;

    internal override long ShortCount => 40;

    internal override async Task RunAsync(RunContext context)
    {
        var points = new List<string>();
        var start = () => FileShim.Preload(Roles.Start(Role, context.Directory), context.Directory, syncs: false);
        using (var once = new RunContext(context.Seed, 1, TimeSpan.FromMinutes(1), _ => { }))
        {
            var pool = new WorkerPool(once, start);
            await pool.RunAsync([$"{context.Seed} {Steps} count"]);
            points.AddRange(Points(once.Figures));
            if (points.Count == 0)
            {
                throw new InvalidOperationException($"The script without a fault did not run: {string.Join(' ', once.Findings)}");
            }
        }

        context.Figure("points", points.Count.ToString("N0", CultureInfo.InvariantCulture));
        string[] full = context.First == 0 ? [FullDiskCase.Name] : [];
        await new WorkerPool(context, start, mayAssert: true).RunAsync(full.Concat(Cases(context, points).Skip((int)context.First)));
    }

    internal static Task<int> WorkAsync(string[] arguments) => WorkerPool.ServeAsync(async (one, say) =>
    {
        if (one == FullDiskCase.Name)
        {
            await FullDiskCase.RunAsync(Path.Combine(arguments[0], $"case-{Guid.NewGuid():N}"), finding => say("FOUND " + finding));
            return;
        }

        var parts = one.Split(' ');
        var (seed, steps, rule) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2]);
        var path = Path.Combine(arguments[0], $"case-{Guid.NewGuid():N}");
        var isFirst = rule == "count";
        var findings = 0;
        var run = new FaultCase(isFirst ? "" : rule, seed, steps, dies: parts.Length > 3, path, finding =>
        {
            // What follows from the first is seldom news.
            if (findings++ < 3)
            {
                say("FOUND " + finding);
            }
        });
        if (isFirst)
        {
            await CountAsync(seed, steps, path, say);
        }
        else
        {
            await run.RunAsync();
            say(string.Create(CultureInfo.InvariantCulture, $"FIGURE fired {Math.Min(run.FiredCount, 1)}"));
            say(string.Create(CultureInfo.InvariantCulture, $"FIGURE told {Math.Min(run.FailureCount, 1)}"));
            say(string.Create(CultureInfo.InvariantCulture, $"FIGURE acknowledged {run.AcknowledgedCount}"));
        }

        if (findings == 0)
        {
            Directory.Delete(path, recursive: true);
        }
    });

    private static async Task CountAsync(int seed, int steps, string path, Action<string> say)
    {
        FileShim.Disarm();
        var script = new Script(path, seed, steps, new Ledger(), new Strict());
        await script.RunAsync();
        script.Close();
        foreach (var fileClass in Classes)
        {
            foreach (var kind in Kinds)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"FIGURE {fileClass}:{kind} {FileShim.Count(fileClass, kind)}"));
            }
        }
    }

    private static IEnumerable<string> Points(IReadOnlyDictionary<string, string> counts)
    {
        foreach (var (place, text) in counts)
        {
            var count = long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
            string[] actions = place.Split(':')[0] switch
            {
                "write" => ["EIO", "ENOSPC", "torn", "short"],
                "read" => ["EIO", "short"],
                "open" => ["EIO"],
                _ => ["EIO", "ENOSPC"],
            };
            for (var n = 1; n <= count; n++)
            {
                foreach (var action in actions)
                {
                    yield return $"{place}:{n}:{action}";
                    yield return $"{place}:{n}+:{action}";
                }
            }
        }
    }

    // A run that is long enough takes all points; a short one takes from each class and kind about as many.
    private static IEnumerable<string> Cases(RunContext context, List<string> points)
    {
        if (context.First + context.Count >= points.Count)
        {
            for (var seed = context.Seed; ; seed++)
            {
                foreach (var (point, hash) in points.Select(p => (p, Hash(seed, p))).OrderBy(p => p.Item2).ToList())
                {
                    yield return Case(seed, point, dies: hash % 2 == 0);
                }
            }
        }

        var random = new Random(context.Seed);
        var places = points.GroupBy(p => p[..p.IndexOf(':', p.IndexOf(':') + 1)]).Select(g => g.ToList()).OrderBy(_ => random.Next()).ToList();
        for (var i = 0; ; i++)
        {
            var place = places[i % places.Count];
            yield return Case(context.Seed, place[random.Next(place.Count)], dies: random.Next(2) == 0);
        }
    }

    private static string Case(int seed, string point, bool dies) =>
        string.Create(CultureInfo.InvariantCulture, $"{seed} {Steps} {point}{(dies ? " dies" : "")}");

    // How many calls of a kind there are differs a little from run to run. So each point has its place by itself: a run that was ended goes on where it was.
    private static ulong Hash(int seed, string point) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {point}"))));
}
