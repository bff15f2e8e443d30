// Inputs that nobody should send (scorecard, row 7), on every core: each costs at most 10 ms and 1 MB, and memory stays within 64 MB of where it was. The wire has a
// fuzzer of its own (./eng/fuzz.sh), which makes the tokens and seeds that are used here too.
using System.Diagnostics;
using System.Globalization;

namespace Dyno.Reliability.Fuzz;

internal sealed class FuzzScenario : Scenario
{
    private const int MostMilliseconds = 10;
    private const int MostBytes = 1 << 20;
    private const long MostGrowth = 64L << 20;
    private const int BatchSize = 1000;

    // A whole body of 17 MB among them: one request over HTTP for so many inputs.
    private const int InputsPerHttp = 5000;

    internal override string Name => "fuzz";

    internal override string Promise => "expressions, PartiQL, items, JSON, cursors and malformed HTTP are refused or understood, at most 10 ms and 1 MB each, without growth";

    internal override string Unit => "inputs";

    internal override long LongCount => 100_000_000;

    internal override long ShortCount => 200_000;

    internal override async Task RunAsync(RunContext context)
    {
        var next = context.First;
        var end = context.First + context.Count;
        var counts = new long[5];
        long before = 0;
        long dearest = 0;
        var workers = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning)).ToList();
        var requests = await HttpAsync(context, workers);
        await Task.WhenAll(workers);
        var growth = Memory() - before;
        if (growth > MostGrowth)
        {
            context.Found($"memory grew by {growth >> 20} MB");
        }

        context.Figure("memory grew by", $"{growth / 1024.0 / 1024.0:N1} MB");
        context.Figure("most bytes for an input", dearest.ToString("N0", CultureInfo.InvariantCulture));
        context.Figure("requests over HTTP", requests.ToString("N0", CultureInfo.InvariantCulture));

        void Work()
        {
            FuzzTarget[] targets = [new ExpressionTarget(), new StatementTarget(), new ItemTarget(), new JsonTarget(), new CursorTarget()];
            while (!context.IsOver && context.Findings.Count < 20)
            {
                var first = Interlocked.Add(ref next, BatchSize) - BatchSize;
                if (first >= end)
                {
                    break;
                }

                var last = Math.Min(first + BatchSize, end);
                for (var number = first; number < last; number++)
                {
                    RunOne(context, targets, counts, ref dearest, number);
                }

                context.Done(last - first);
                if ((first - context.First) / BatchSize == 20)
                {
                    Volatile.Write(ref before, Memory());
                }
            }

            foreach (var target in targets)
            {
                context.Figure(target.Name, Interlocked.Read(ref counts[Array.IndexOf(targets, target)]).ToString("N0", CultureInfo.InvariantCulture));
                target.Dispose();
            }
        }
    }

    /// <summary>One input: a function of the seed and its number.</summary>
    internal static (FuzzTarget Target, object Input) Make(FuzzTarget[] targets, int seed, long number)
    {
        var mixed = unchecked((((ulong)(uint)seed << 32) + (ulong)number) * 0x9E37_79B9_7F4A_7C15);
        var random = new Random((int)((mixed ^ (mixed >> 29)) >> 33));
        var share = random.Next(1000);
        var target = targets[0];
        foreach (var one in targets)
        {
            target = one;
            if ((share -= one.Share) < 0)
            {
                break;
            }
        }

        return (target, target.Make(random));
    }

    private static void RunOne(RunContext context, FuzzTarget[] targets, long[] counts, ref long dearest, long number)
    {
        var (target, input) = Make(targets, context.Seed, number);
        Interlocked.Increment(ref counts[Array.IndexOf(targets, target)]);
        var (wrong, bytes, milliseconds) = Measure(target, input);

        // Others use the processor too: an input is slow when it is slow again and again.
        for (var again = 0; wrong is null && milliseconds > MostMilliseconds && again < 5; again++)
        {
            milliseconds = Math.Min(milliseconds, Measure(target, input).Milliseconds);
        }

        dearest = Math.Max(dearest, bytes);
        wrong ??= milliseconds > MostMilliseconds ? $"it takes {milliseconds:N1} ms" : bytes > MostBytes ? $"it takes {bytes:N0} bytes" : null;
        if (wrong is not null)
        {
            context.Found(string.Create(CultureInfo.InvariantCulture, $"input {number}, {target.Name}: {Model.Printed.Short(target.Print(input))}: {wrong}"));
        }
    }

    private static (string? Wrong, long Bytes, double Milliseconds) Measure(FuzzTarget target, object input)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        string? wrong;
        try
        {
            wrong = target.Run(input);
        }
        catch (Exception exception)
        {
            wrong = exception.ToString();
        }

        return (wrong, GC.GetAllocatedBytesForCurrentThread() - allocated, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<int> HttpAsync(RunContext context, List<Task> workers)
    {
        await using var script = new HttpScript();
        var random = new Random(context.Seed);
        var requests = 0;
        while (!workers.TrueForAll(w => w.IsCompleted))
        {
            if (requests * (long)InputsPerHttp > context.DoneCount)
            {
                await Task.Delay(20);
                continue;
            }

            requests++;
            if (await script.RunAsync(random) is { } wrong)
            {
                context.Found($"request {requests} over HTTP: {wrong}");
            }
        }

        return requests;
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
