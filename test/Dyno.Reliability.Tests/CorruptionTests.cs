// Scorecard 4, as short as CI takes it.
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests;

public sealed class CorruptionTests(ITestOutputHelper output) : ShortRun("corruption", output);
