// How a test is called in the known failures and the reports: its class without our namespace, its method, and its arguments as xunit shows them.

using Xunit.Abstractions;

namespace EFCore.Dyno.SpecificationTests.Conformance;

/// <param name="Area">The namespace below the project's; <c>Root</c> for none.</param>
/// <param name="Type">The class, nested ones with <c>+</c>.</param>
/// <param name="Method"><c>Type.Method</c>.</param>
/// <param name="Case"><c>Type.Method(arguments)</c>; the same as <paramref name="Method"/> for a fact.</param>
internal sealed record TestName(string Area, string Type, string Method, string Case)
{
    private const string Root = "EFCore.Dyno.SpecificationTests";

    public static TestName Of(ITest test)
    {
        var testMethod = test.TestCase.TestMethod;
        var full = testMethod.TestClass.Class.Name;
        var (area, type) = Split(full);
        var method = type + "." + testMethod.Method.Name;
        var prefix = full + "." + testMethod.Method.Name;
        var display = test.DisplayName;
        var arguments = display.StartsWith(prefix, StringComparison.Ordinal) ? display[prefix.Length..] : "";
        return new TestName(area, type, method, (method + arguments).ReplaceLineEndings(" ").Replace(" | ", " ", StringComparison.Ordinal));
    }

    public static (string Area, string Type) Split(string fullTypeName)
    {
        var rest = fullTypeName.StartsWith(Root + ".", StringComparison.Ordinal) ? fullTypeName[(Root.Length + 1)..] : fullTypeName;
        var outer = rest.Split('+')[0];
        var dot = outer.LastIndexOf('.');
        return dot < 0 ? ("Root", rest) : (outer[..dot], rest[(dot + 1)..]);
    }
}
