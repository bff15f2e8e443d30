// The xunit framework of this project: EF's own discoverers and runners, with a message bus between them and the reporter that knows the known failures.

using System.Reflection;
using EFCore.Dyno.SpecificationTests.Conformance;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework(SpecTestFramework.TypeName, SpecTestFramework.AssemblyName)]

namespace EFCore.Dyno.SpecificationTests.Conformance;

public sealed class SpecTestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    internal const string AssemblyName = "EFCore.Dyno.SpecificationTests";
    internal const string TypeName = AssemblyName + ".Conformance.SpecTestFramework";

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sourceInformation, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sourceInformation, diagnostics)
    {
        // async void is xunit's own signature.
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }
    }

    private sealed class Runner(
        ITestAssembly testAssembly,
        IEnumerable<IXunitTestCase> testCases,
        IMessageSink diagnostics,
        IMessageSink execution,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(testAssembly, testCases, diagnostics, execution, options)
    {
        private readonly SpecRun _run = SpecRun.Start();

        protected override IMessageBus CreateMessageBus() => new KnownFailureBus(base.CreateMessageBus(), _run);

        protected override Task BeforeTestAssemblyFinishedAsync()
        {
            _run.Finish();
            return base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
