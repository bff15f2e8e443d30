// What became of one case of one test.

using System.Reflection;
using Xunit.Abstractions;

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal enum SpecOutcome
{
    Passed,
    Failed,
    KnownFailure,
    Skipped,
}

internal sealed record SpecResult(TestName Name, ITestCase TestCase, SpecOutcome Outcome, string Text, decimal Seconds)
{
    public Type TestClass => ((IReflectionTypeInfo)TestCase.TestMethod.TestClass.Class).Type;

    private MethodInfo Method => ((IReflectionMethodInfo)TestCase.TestMethod.Method).MethodInfo;

    /// <summary>Whether the test's body is EF's own, neither overridden nor added here.</summary>
    public bool IsInherited => Method.DeclaringType!.Assembly != typeof(SpecResult).Assembly;

    /// <summary>Whether EF's suite has this test, whoever wrote the body that runs.</summary>
    public bool IsOfSuite => Method.GetBaseDefinition().DeclaringType!.Assembly != typeof(SpecResult).Assembly;
}
