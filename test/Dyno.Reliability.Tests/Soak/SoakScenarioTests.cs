// The soak's ten seconds in CI.
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.Soak;

public sealed class SoakScenarioTests(ITestOutputHelper output) : ShortRun("soak", output);
