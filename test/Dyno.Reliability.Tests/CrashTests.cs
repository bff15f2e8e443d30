// Scorecard 1, as short as CI takes it.
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests;

public sealed class CrashTests(ITestOutputHelper output) : ShortRun("crash", output);
