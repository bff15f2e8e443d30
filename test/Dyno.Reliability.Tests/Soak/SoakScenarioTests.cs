// The provider under many contexts, for a few seconds. It counts handles and threads of the whole process: no other test runs meanwhile.
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.Soak;

[Collection(nameof(Alone))]
public sealed class SoakScenarioTests(ITestOutputHelper output) : ShortRun("soak", output);

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
