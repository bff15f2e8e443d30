// Nothing that a client sends ends the process, makes the server fail, or goes unanswered.
//
// A few seconds of cases here; ./eng/fuzz.sh --cases N runs as many as wanted, on all cores. A finding is printed with the seed and the number of its
// case: DYNO_SEED and DYNO_FUZZ_FIRST bring it back. While a case runs, its bytes stand in artifacts/fuzz/<worker>, in case it takes the process with it.

using System.Diagnostics;
using System.Globalization;

namespace Dyno.Server.Tests.Fuzz;

public class FuzzTests
{
    private const int HandlerCases = 40_000;
    private const int SocketCases = 2_000;
    private const int MostFindings = 20;

    private static readonly TimeSpan CaseLimit = TimeSpan.FromSeconds(30);
    private static readonly int Seed = Given("DYNO_SEED") is { } given ? (int)given : Random.Shared.Next();
    private static readonly string? Directory = Environment.GetEnvironmentVariable("DYNO_FUZZ_DIRECTORY");

    [Fact]
    public void Every_case_is_answered_by_the_handler()
    {
        Console.WriteLine($"DYNO_SEED={Seed}");
        var cases = Given("DYNO_FUZZ_CASES") ?? HandlerCases;
        var first = Given("DYNO_FUZZ_FIRST") ?? 0;
        var findings = new List<string>();
        var started = Stopwatch.GetTimestamp();
        long next = first;
        var running = new (long Number, long Since)[Environment.ProcessorCount];
        var workers = Enumerable.Range(0, running.Length).Select(w => new Thread(() => Work(w), 4 << 20) { IsBackground = true }).ToArray();
        foreach (var worker in workers)
        {
            worker.Start();
        }

        while (workers.Any(w => w.IsAlive) && findings.Count < MostFindings)
        {
            Thread.Sleep(100);
            for (var w = 0; w < running.Length; w++)
            {
                var (number, since) = running[w];
                if (since != 0 && Stopwatch.GetElapsedTime(since) > CaseLimit)
                {
                    Assert.Fail($"Seed {Seed}, case {number} has no answer after {CaseLimit.TotalSeconds} s:\n{FuzzGenerator.Make(FuzzGenerator.RandomOf(Seed, number))}");
                }
            }
        }

        Note($"{Interlocked.Read(ref next) - first:N0} cases in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s, seed {Seed}, {findings.Count} findings\n{string.Join("\n\n", findings)}");
        Assert.True(findings.Count == 0, $"Seed {Seed}, {findings.Count} findings:\n{string.Join("\n\n", findings)}");

        void Work(int worker)
        {
            using var target = new HandlerTarget();
            using var remembered = Directory is null ? null : File.OpenHandle(
                Path.Combine(Directory, worker.ToString(CultureInfo.InvariantCulture)), FileMode.Create, FileAccess.Write, FileShare.Read);
            for (long number; (number = Interlocked.Increment(ref next) - 1) < first + cases && findings.Count < MostFindings;)
            {
                var made = FuzzGenerator.Make(FuzzGenerator.RandomOf(Seed, number));
                running[worker] = (number, Stopwatch.GetTimestamp());
                if (remembered is not null)
                {
                    var bytes = made.Bytes("fuzz");
                    RandomAccess.Write(remembered, bytes, 0);
                    RandomAccess.SetLength(remembered, bytes.Length);
                }

                var wrong = target.Try(made);
                running[worker] = default;
                if (wrong is not null)
                {
                    lock (findings)
                    {
                        findings.Add($"Case {number}: {wrong}\n{made}");
                    }
                }

                if (number % 500_000 == 0 && number > first)
                {
                    Note($"{number - first:N0} cases after {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
                }
            }
        }
    }

    [Fact]
    public async Task Every_case_is_answered_over_a_socket()
    {
        Console.WriteLine($"DYNO_SEED={Seed}");
        var first = Given("DYNO_FUZZ_FIRST") ?? 0;
        await using var target = new SocketTarget();
        foreach (var (operation, body) in FuzzSeeds.Tables)
        {
            Assert.Null(await target.TryAsync(FuzzGenerator.Request(operation, body)));
        }

        for (var number = first; number < first + (Given("DYNO_FUZZ_SOCKET_CASES") ?? SocketCases); number++)
        {
            var made = FuzzGenerator.Make(FuzzGenerator.RandomOf(Seed, number));
            var wrong = await target.TryAsync(made);
            Assert.True(wrong is null, $"Seed {Seed}, case {number}: {wrong}\n{made}");
        }
    }

    private static long? Given(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static void Note(string line)
    {
        if (Directory is not null)
        {
            lock (typeof(FuzzTests))
            {
                File.AppendAllText(Path.Combine(Directory, "log"), line + "\n");
            }
        }
    }
}
