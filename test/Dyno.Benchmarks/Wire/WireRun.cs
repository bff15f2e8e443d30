// Measures every server in turn, several rounds in one run, so that a noisy moment of the machine hits all of them.

using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Dyno.Benchmarks.Wire;

/// <summary>What one server did in one operation with some connections.</summary>
/// <param name="PerSecond">Operations per second of each round.</param>
/// <param name="MedianMicroseconds">The middle latency over all rounds.</param>
/// <param name="P99Microseconds">The latency that one request in a hundred exceeds.</param>
/// <param name="Refusal">Why there are no figures; null where there are.</param>
internal sealed record Figure(IReadOnlyList<double> PerSecond, double MedianMicroseconds, double P99Microseconds, string? Refusal = null)
{
    public double Median => PerSecond.Order().ElementAt(PerSecond.Count / 2);

    public double Slowest => PerSecond.Min();

    public double Fastest => PerSecond.Max();
}

internal sealed class WireRun(IReadOnlyList<WireServer> servers, TimeSpan roundLength, int rounds)
{
    public static readonly int[] Connections = [1, 32];

    public const string NullServerName = "null";

    /// <summary>Creates the tables and fills the one that is read.</summary>
    public void Load()
    {
        foreach (var server in Real)
        {
            using var connection = new WireConnection(server.Address);
            foreach (var table in (string[])[Workload.ReadTable, Workload.WriteTable])
            {
                server.Call(connection, "CreateTable", Workload.CreateTable(table));
                while (server.Call(connection, "DescribeTable", $$"""{"TableName":"{{table}}"}""").GetProperty("Table").GetProperty("TableStatus").GetString() != "ACTIVE")
                {
                    Thread.Sleep(20);
                }
            }

            foreach (var body in Workload.Load())
            {
                server.Call(connection, "BatchWriteItem", body);
            }
        }
    }

    public Dictionary<(string Workload, int Connections, string Server), Figure> Measure(Action<string> progress)
    {
        var figures = new Dictionary<(string, int, string), Figure>();
        foreach (var workload in Workload.All)
        {
            var prepared = servers.Select(s => Prepare(s, workload)).ToArray();
            foreach (var connections in Connections)
            {
                var seconds = servers.Select(_ => new List<double>()).ToArray();
                var latencies = servers.Select(_ => new List<int>()).ToArray();
                var failures = servers.Select(_ => (string?)null).ToArray();

                // The first round warms up: code, caches, allocators.
                for (var round = 0; round <= rounds; round++)
                {
                    for (var i = 0; i < servers.Count; i++)
                    {
                        if (prepared[i].Requests is not { } requests || failures[i] is not null)
                        {
                            continue;
                        }

                        var kept = round > 0 ? latencies[i] : [];
                        var (perSecond, failure) = Round(servers[i], requests, connections, kept);
                        failures[i] = failure;
                        if (round > 0)
                        {
                            seconds[i].Add(perSecond);
                        }
                    }
                }

                for (var i = 0; i < servers.Count; i++)
                {
                    latencies[i].Sort();
                    figures[(workload.Name, connections, servers[i].Name)] = (prepared[i].Refusal ?? failures[i]) is { } refusal
                        ? new Figure([], 0, 0, refusal)
                        : new Figure(seconds[i], Percentile(latencies[i], 0.5), Percentile(latencies[i], 0.99));
                }

                progress($"{workload.Name}, {connections} connections: " + string.Join(", ", servers.Select(
                    s => $"{s.Name} {(figures[(workload.Name, connections, s.Name)] is { Refusal: null } f ? f.Median.ToString("N0", null) : "-")}/s")));
            }
        }

        return figures;
    }

    private IEnumerable<WireServer> Real => servers.Where(s => s.Name != NullServerName);

    // Signed requests, tried once: a server that refuses or answers wrongly is not measured.
    private static (byte[][]? Requests, string? Refusal) Prepare(WireServer server, Workload workload)
    {
        if (server.Name == NullServerName)
        {
            return (server.Prepare(workload.Operation, Enumerable.Range(0, Math.Max(1, workload.Requests)).Select(workload.Body)), null);
        }

        try
        {
            using var connection = new WireConnection(server.Address);
            var answer = server.Call(connection, workload.Operation, workload.Body(0));
            if (!workload.Accept(answer))
            {
                return (null, "answers wrongly");
            }

            if (workload.Requests > 0)
            {
                return (server.Prepare(workload.Operation, Enumerable.Range(0, workload.Requests).Select(workload.Body)), null);
            }

            // A scan's pages: each server's own keys lead from one to the next.
            var bodies = new List<string> { workload.Body(0) };
            while (answer.TryGetProperty("LastEvaluatedKey", out var last))
            {
                bodies.Add(Workload.ScanAfter(last));
                answer = server.Call(connection, workload.Operation, bodies[^1]);
            }

            // The last page is a rest and would count as a whole one.
            return (server.Prepare(workload.Operation, bodies.Count > 1 ? bodies[..^1] : bodies), null);
        }
        catch (InvalidOperationException exception)
        {
            return (null, exception.Message);
        }
    }

    private (double PerSecond, string? Failure) Round(
        WireServer server, byte[][] requests, int connections, List<int> latencies)
    {
        using var start = new Barrier(connections + 1);
        long total = 0;
        var stop = false;
        string? failure = null;
        var threads = Enumerable.Range(0, connections).Select(c => new Thread(
            () =>
            {
                var microseconds = new List<int>(4096);
                long count = 0;
                using var connection = new WireConnection(server.Address);
                start.SignalAndWait();
                try
                {
                    for (var next = c; !Volatile.Read(ref stop); next += connections)
                    {
                        var sent = Stopwatch.GetTimestamp();
                        var status = connection.Send(requests[next % requests.Length], out var answer);
                        if (status != 200)
                        {
                            Volatile.Write(ref failure, $"with {connections} connections it answers {status}: {Encoding.UTF8.GetString(answer[..Math.Min(200, answer.Length)])}");
                            break;
                        }

                        microseconds.Add((int)Stopwatch.GetElapsedTime(sent).TotalMicroseconds);
                        count++;
                    }
                }
                catch (Exception exception) when (exception is SocketException or IOException)
                {
                    Volatile.Write(ref failure, $"with {connections} connections: {exception.Message}");
                }

                Interlocked.Add(ref total, count);
                lock (latencies)
                {
                    latencies.AddRange(microseconds);
                }
            },
            256 * 1024)).ToArray();
        foreach (var thread in threads)
        {
            thread.Start();
        }

        start.SignalAndWait();
        var started = Stopwatch.GetTimestamp();
        Thread.Sleep(roundLength);
        Volatile.Write(ref stop, true);
        foreach (var thread in threads)
        {
            thread.Join();
        }

        return (total / Stopwatch.GetElapsedTime(started).TotalSeconds, failure);
    }

    private static double Percentile(List<int> sorted, double part) => sorted.Count == 0 ? 0 : sorted[(int)(part * (sorted.Count - 1))];
}
