// Runs the tests of an assembly against a server that is known to do some things differently. A test that is listed passes while it fails as listed; it fails when it
// holds, or fails otherwise, or has no reason. The assembly names its file with AssemblyMetadata "KnownDifferences", and its test framework with
// [assembly: TestFramework(DifferencesTestFramework.TypeName, DifferencesTestFramework.AssemblyName)].
//
// DYNO_UPDATE_DIFFERENCES=1 writes the file anew: what holds now goes, new failures come under an empty reason, for people to explain.
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Dyno.ClientContract.Differences;

public sealed class DifferencesTestFramework(IMessageSink diagnostics) : XunitTestFramework(diagnostics)
{
    public const string AssemblyName = "Dyno.ClientContract";
    public const string TypeName = AssemblyName + ".Differences." + nameof(DifferencesTestFramework);

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(assemblyName, sources, diagnostics)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            var path = Assembly.Load(new AssemblyName(TestAssembly.Assembly.Name)).GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "KnownDifferences").Value!;
            base.RunTestCases(testCases, new DifferencesSink(executionMessageSink, path), executionOptions);
        }
    }
}
