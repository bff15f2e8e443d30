// The figures of a run as Markdown tables and as JSON. A ratio is the subject's operations per second over a peer's: above 1 the subject is ahead.

using System.Text;
using System.Text.Json;

namespace Dyno.Benchmarks.Wire;

internal sealed class WireReport(IReadOnlyList<WireServer> servers, Dictionary<(string Workload, int Connections, string Server), Figure> figures)
{
    private string Subject => servers.First(s => s.Name != WireRun.NullServerName).Name;

    public string Markdown()
    {
        var text = new StringBuilder();
        foreach (var connections in WireRun.Connections)
        {
            text.AppendLine(null, $"{connections} connection{(connections == 1 ? "" : "s")}: operations per second, the median of the rounds (the slowest to the fastest round), and {Subject}'s lead");
            text.AppendLine();
            text.Append("| operation |").AppendJoin("", servers.Select(s => $" {s.Name} |")).AppendLine();
            text.Append("|---|").Insert(text.Length, "---|", servers.Count).AppendLine();
            foreach (var workload in Workload.All)
            {
                text.Append(null, $"| {workload.Name} |").AppendJoin("", servers.Select(s => $" {Cell(workload.Name, connections, s)} |")).AppendLine();
            }

            text.AppendLine();
        }

        text.AppendLine("| server | start until the first answer | memory after the start | memory after the run |");
        text.AppendLine("|---|---|---|---|");
        foreach (var server in servers)
        {
            text.AppendLine(null, $"| {server.Name} | {server.StartMilliseconds:N0} ms | {server.IdleMegabytes:N0} MB | {server.BusyMegabytes:N0} MB |");
        }

        return text.ToString();
    }

    public string Json() => JsonSerializer.Serialize(
        new
        {
            subject = Subject,
            cores = Environment.ProcessorCount,
            servers = servers.Select(s => new { name = s.Name, startMilliseconds = s.StartMilliseconds, idleMegabytes = s.IdleMegabytes, busyMegabytes = s.BusyMegabytes }),
            figures = figures.Select(f => new
            {
                workload = f.Key.Workload,
                connections = f.Key.Connections,
                server = f.Key.Server,
                perSecond = f.Value.PerSecond,
                medianMicroseconds = f.Value.MedianMicroseconds,
                p99Microseconds = f.Value.P99Microseconds,
                refusal = f.Value.Refusal,
            }),
        },
        new JsonSerializerOptions { WriteIndented = true });

    private string Cell(string workload, int connections, WireServer server)
    {
        var figure = figures[(workload, connections, server.Name)];
        if (figure.Refusal is not null)
        {
            return figure.Refusal.StartsWith("with", StringComparison.Ordinal) ? "fails" : "not served";
        }

        var cell = $"{figure.Median:N0} ({figure.Slowest:N0} to {figure.Fastest:N0})";
        return server.Name == Subject || server.Name == WireRun.NullServerName || figures[(workload, connections, Subject)] is not { Refusal: null } subject
            ? cell
            : $"{cell} **{subject.Median / figure.Median:N1} x**";
    }
}
