// The power fails at some points of the script.
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.PowerLoss;

public sealed class PowerTests(ITestOutputHelper output) : ShortRun("power", output);
