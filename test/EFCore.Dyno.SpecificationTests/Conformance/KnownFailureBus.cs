// Judges each result against the known failures. Listed and failing with the listed text: passed. Listed and passing, or failing otherwise: failed, and told what to do.
// A listed failure without a reason fails too. While the files are written anew (DYNO_SPEC_WRITE=1) results go through as they are.

using Xunit.Abstractions;
using Xunit.Sdk;

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal sealed class KnownFailureBus(IMessageBus inner, SpecRun run) : IMessageBus
{
    public bool QueueMessage(IMessageSinkMessage message) => inner.QueueMessage(message switch
    {
        ITestPassed passed => Judge(passed),
        ITestFailed failed => Judge(failed),
        ITestSkipped skipped => Record(skipped),
        _ => message,
    });

    public void Dispose() => inner.Dispose();

    private ITestResultMessage Judge(ITestPassed passed)
    {
        var name = TestName.Of(passed.Test);
        var known = run.Known.Find(name);
        run.Add(new SpecResult(name, passed.TestCase, SpecOutcome.Passed, "", passed.ExecutionTime));
        return known is null || run.IsWriting
            ? passed
            : Failure(passed, $"It holds now: remove the line '{known.Test}' from the known failures (or write them anew with DYNO_SPEC_WRITE=1).");
    }

    private ITestResultMessage Judge(ITestFailed failed)
    {
        var name = TestName.Of(failed.Test);
        var known = run.Known.Find(name);
        var isAsListed = known is not null && FailureText.Whole(failed).Contains(known.Text, StringComparison.Ordinal);
        var outcome = isAsListed ? SpecOutcome.KnownFailure : SpecOutcome.Failed;
        run.Add(new SpecResult(name, failed.TestCase, outcome, FailureText.FirstLine(failed), failed.ExecutionTime));
        if (known is null || run.IsWriting)
        {
            return failed;
        }

        return !isAsListed ? Failure(failed, $"A known failure that fails otherwise. Listed: '{known.Text}'. Now: {FailureText.Whole(failed)}\n{string.Join("\n", failed.StackTraces)}")
            : known.Reason.Length == 0 ? Failure(failed, $"The known failure '{known.Test}' has no reason: say why it fails in a '## reason' line above it.")
            : new TestPassed(failed.Test, failed.ExecutionTime, failed.Output);
    }

    private ITestSkipped Record(ITestSkipped skipped)
    {
        run.Add(new SpecResult(TestName.Of(skipped.Test), skipped.TestCase, SpecOutcome.Skipped, skipped.Reason, 0));
        return skipped;
    }

    private static TestFailed Failure(ITestResultMessage result, string message) =>
        new(result.Test, result.ExecutionTime, result.Output, new XunitException(message));
}
