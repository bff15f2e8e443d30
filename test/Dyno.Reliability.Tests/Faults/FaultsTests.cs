// File calls of the script fail, a sample of them.
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.Faults;

public sealed class FaultsTests(ITestOutputHelper output) : ShortRun("faults", output);
