// The processes that scenarios start of this program: its first argument names the role.
using System.Diagnostics;
using Dyno.Reliability.Corruption;
using Dyno.Reliability.Crash;
using Dyno.Reliability.Faults;
using Dyno.Reliability.Mutants;
using Dyno.Reliability.PowerLoss;
using Dyno.Reliability.Shim;

namespace Dyno.Reliability;

internal static class Roles
{
    /// <summary>The role of this name, or null. It gets the arguments after its name and gives the exit code.</summary>
    internal static Func<string[], Task<int>>? Find(string name) => name switch
    {
        CorruptionWorker.Role => CorruptionWorker.RunAsync,
        CrashChild.Role => CrashChild.RunAsync,
        MutantRunner.Role => MutantRunner.RunAsync,
        ShimProbe.Role => ShimProbe.RunAsync,
        Histories.HistoriesScenario.Role => Histories.HistoriesScenario.RunChildAsync,
        PowerScenario.Role => PowerScenario.WorkAsync,
        Soak.SoakScenario.Role => Soak.SoakScenario.WorkAsync,
        FaultsScenario.Role => FaultsScenario.WorkAsync,
        _ => null,
    };

    /// <summary>How to start this program in a role; the caller redirects what it needs.</summary>
    internal static ProcessStartInfo Start(string role, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        start.ArgumentList.Add(typeof(Roles).Assembly.Location);
        start.ArgumentList.Add(role);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
