// Processes that do the cases of a scenario, several one after the other in each: a case that ends its process or hangs costs that process and is a finding.
// A worker is a role that takes cases from its input, a line each, and answers each with lines "FOUND …", "FIGURE name number", "ALIVE" where a case is long, and
// at last "DONE".
using System.Diagnostics;
using System.Globalization;

namespace Dyno.Reliability.Shim;

/// <param name="context">The run.</param>
/// <param name="start">How a worker is started.</param>
/// <param name="countOfCase">How many of the scenario's unit a case is.</param>
/// <param name="mayAssert">
/// Where files fail, assertions of RocksDB's own may end a process, and are counted: a build with assertions, as Debian's is, does that (limitations.md).
/// </param>
internal sealed class WorkerPool(RunContext context, Func<ProcessStartInfo> start, int countOfCase = 1, bool mayAssert = false)
{
    private const string Ended = "the process ended with";
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(3);

    private readonly SortedDictionary<string, long> _figures = [];

    /// <summary>Has the cases done by as many processes as there are processors, halved. A case is a line of text.</summary>
    internal async Task RunAsync(IEnumerable<string> cases)
    {
        using var next = cases.GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount / 2)).Select(_ => Task.Run(() => WorkAsync(next))));
        foreach (var (name, value) in _figures)
        {
            context.Figure(name, value.ToString("N0", CultureInfo.InvariantCulture));
        }
    }

    private async Task WorkAsync(IEnumerator<string> cases)
    {
        Worker? worker = null;
        try
        {
            while (Take(cases) is { } one)
            {
                worker ??= new Worker(start());
                if (!await worker.RunAsync(one, Hear))
                {
                    await worker.DisposeAsync();
                    worker = null;
                }

                context.Done(countOfCase);
            }
        }
        finally
        {
            if (worker is not null)
            {
                await worker.DisposeAsync();
            }
        }
    }

    private string? Take(IEnumerator<string> cases)
    {
        lock (cases)
        {
            return !context.IsOver && cases.MoveNext() ? cases.Current : null;
        }
    }

    private void Hear(string one, string line)
    {
        if (line.StartsWith("FIGURE ", StringComparison.Ordinal))
        {
            var (name, number) = (line[7..line.LastIndexOf(' ')], long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
            lock (_figures)
            {
                _figures[name] = _figures.GetValueOrDefault(name) + number;
            }
        }
        else if (mayAssert && line.StartsWith(Ended, StringComparison.Ordinal) && line.Contains("rocksdb::", StringComparison.Ordinal) && line.Contains("' failed.", StringComparison.Ordinal))
        {
            Hear(one, "FIGURE ended by RocksDB's assertions 1");
        }
        else if (line != "ALIVE")
        {
            context.Found($"case '{one}': {line}");
        }
    }

    private sealed class Worker : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly Task<string> _error;

        internal Worker(ProcessStartInfo start)
        {
            start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
            _process = Process.Start(start)!;
            _error = _process.StandardError.ReadToEndAsync();
        }

        // False when the process is of no more use.
        internal async Task<bool> RunAsync(string one, Action<string, string> hear)
        {
            try
            {
                await _process.StandardInput.WriteLineAsync(one);
                await _process.StandardInput.FlushAsync();
            }
            catch (IOException)
            {
                // It died after its last case; what it says of that is read below.
            }

            while (true)
            {
                string? line;
                try
                {
                    line = await _process.StandardOutput.ReadLineAsync().WaitAsync(LongestSilence);
                }
                catch (TimeoutException)
                {
                    hear(one, $"no answer for {LongestSilence.TotalMinutes} minutes");
                    _process.Kill();
                    return false;
                }

                if (line is null)
                {
                    await _process.WaitForExitAsync();
                    var error = await _error;
                    hear(one, $"{Ended} {_process.ExitCode}: {error[..Math.Min(error.Length, 2000)]}");
                    return false;
                }

                if (line == "DONE")
                {
                    return true;
                }

                hear(one, line);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.StandardInput.Close();
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
        }
    }

    /// <summary>The worker's side: does what it is told until its input ends.</summary>
    internal static async Task<int> ServeAsync(Func<string, Action<string>, Task> run)
    {
        var output = Console.Out;
        void Say(string line)
        {
            lock (output)
            {
                output.Write(line.ReplaceLineEndings(" ") + "\n");
                output.Flush();
            }
        }

        while (await Console.In.ReadLineAsync() is { } one)
        {
            try
            {
                await run(one, Say);
            }
            catch (Exception exception)
            {
                Say($"FOUND an error that nobody expected: {exception}");
            }

            Say("DONE");
        }

        return 0;
    }
}
