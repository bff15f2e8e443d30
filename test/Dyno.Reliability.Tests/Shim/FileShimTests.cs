// The shim does what its rules say: calls fail, fall short or kill the process where they are told to, and changes are recorded.
using System.Globalization;
using Dyno.Reliability.Shim;

namespace Dyno.Reliability.Tests.Shim;

public sealed class FileShimTests : IDisposable
{
    private const int Killed = 128 + 9;

    private readonly string _directory = Directory.CreateTempSubdirectory("dyno-shim-").FullName;

    [Fact]
    public async Task Every_point_of_the_way_to_the_disk_is_counted()
    {
        var (lines, exit) = await ProbeAsync("");
        Assert.True(exit == 0, $"exit {exit}: {string.Join('\n', lines)}");
        Assert.Equal(40, lines.Count(l => l.StartsWith("acknowledged", StringComparison.Ordinal)));
        var counts = lines.Where(l => FileShim.KillPoints.Any(p => l.StartsWith(p + " ", StringComparison.Ordinal)))
            .ToDictionary(l => l.Split(' ')[0], l => long.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture));
        Assert.True(counts["sync:log"] >= 40, $"{counts["sync:log"]} syncs of logs for 40 commits");
        string[] notInThisScript = ["truncate:log", "link:table", "mkdir:other"];
        var missed = counts.Where(c => c.Value == 0).Select(c => c.Key).Except(notInThisScript);
        Assert.True(!missed.Any(), $"never counted: {string.Join(' ', missed)}, of {string.Join(' ', counts)}");
    }

    [Theory]
    [InlineData("write:log:7:kill")]
    [InlineData("write:log:7:killtorn")]
    [InlineData("sync:log:7:kill")]
    [InlineData("sync:table:2:killafter")]
    [InlineData("rename:current:2:kill")]
    [InlineData("unlink:log:1:killafter")]
    public async Task A_process_dies_where_it_is_told_to(string rule)
    {
        var (lines, exit) = await ProbeAsync(rule);
        Assert.Equal(Killed, exit);
        Assert.DoesNotContain(lines, l => l.StartsWith("sync:log", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sync:log:7+:EIO", "Input/output error")]
    [InlineData("write:log:7:torn", "Input/output error")]
    [InlineData("write:log:7:ENOSPC", "No space left on device")]
    [InlineData("write:table:1:EIO", "Input/output error")]
    public async Task A_call_fails_where_it_is_told_to(string rule, string text)
    {
        var (lines, _) = await ProbeAsync(rule);
        Assert.Contains(lines, l => l.Contains("failed", StringComparison.Ordinal) && l.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_short_write_is_no_error()
    {
        var (lines, exit) = await ProbeAsync("write:*:1+:short");
        Assert.True(exit == 0, $"exit {exit}: {string.Join('\n', lines)}");
        Assert.DoesNotContain(lines, l => l.Contains("failed", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private async Task<(List<string> Lines, int Exit)> ProbeAsync(string rules)
    {
        var start = FileShim.Preload(Roles.Start(ShimProbe.Role, Path.Combine(_directory, "db")), _directory, rules, syncs: false);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return ([.. (output + await error).Split('\n', StringSplitOptions.RemoveEmptyEntries)], process.ExitCode);
    }
}
