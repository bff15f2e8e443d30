// All scenarios, in the order of the scorecard.
using Dyno.Reliability.Corruption;
using Dyno.Reliability.Crash;
using Dyno.Reliability.Faults;
using Dyno.Reliability.PowerLoss;

namespace Dyno.Reliability;

internal static class Scenarios
{
    internal static readonly Scenario[] All =
    [
        new CrashScenario(),
        new PowerScenario(),
        new FaultsScenario(),
        new CorruptionScenario(),
        new Model.ModelScenario(),
        new Histories.HistoriesScenario(),
        new Fuzz.FuzzScenario(),
        new Soak.SoakScenario(),
    ];

    internal static Scenario Named(string name) =>
        Array.Find(All, s => s.Name == name) ?? throw new ArgumentException($"There is no scenario '{name}'. There are: {string.Join(", ", All.Select(s => s.Name))}.");
}
