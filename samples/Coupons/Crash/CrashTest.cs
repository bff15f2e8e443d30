// Kills a writing process with kill -9, opens what it left behind and counts the acknowledged writes that are missing.

using System.Diagnostics;
using System.Globalization;
using Coupons.Data;
using Coupons.Model;
using Microsoft.EntityFrameworkCore;

namespace Coupons.Crash;

/// <summary>What was found after a kill.</summary>
/// <param name="Acknowledged">The writes that the killed process had been told are done.</param>
/// <param name="Missing">Those of them that are not there.</param>
public sealed record CrashResult(int Acknowledged, int Missing);

/// <summary>Kills a writing process and looks at what is left.</summary>
public static class CrashTest
{
    // Enough for the child to be in full swing, and for kills to fall at different moments.
    private const int MinAcknowledged = 500;
    private const int MaxAcknowledged = 1500;

    /// <summary>One round in a fresh directory.</summary>
    public static async Task<CrashResult> RunAsync(string path, int round)
    {
        var acknowledged = await WriteUntilKilledAsync(path, new Random(round).Next(MinAcknowledged, MaxAcknowledged));

        var options = new DbContextOptionsBuilder<CouponContext>().UseDyno(path).Options;
        await using var db = new CouponContext(options);
        var ids = acknowledged.ConvertAll(CouponGenerator.CouponId);
        var found = await db.Coupons.AsNoTracking().Where(c => ids.Contains(c.Id)).CountAsync();
        return new CrashResult(acknowledged.Count, ids.Count - found);
    }

    private static async Task<List<int>> WriteUntilKilledAsync(string path, int killAfter)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Run as `dotnet Coupons.dll`, the process is dotnet and wants the assembly first.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(CrashTest).Assembly.Location);
        }

        start.ArgumentList.Add(Arguments.CrashWriterCommand);
        start.ArgumentList.Add(path);

        using var child = Process.Start(start) ?? throw new InvalidOperationException("The writing process did not start.");
        var acknowledged = new List<int>();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line may be cut off by the kill; a cut number must not pass for another one.
            if (acknowledged.Count == killAfter)
            {
                break;
            }

            acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
        }

        child.Kill(entireProcessTree: true);
        await child.WaitForExitAsync();
        return acknowledged.Count == killAfter
            ? acknowledged
            : throw new InvalidOperationException($"The writing process ended by itself after {acknowledged.Count} writes (exit code {child.ExitCode}).");
    }
}
