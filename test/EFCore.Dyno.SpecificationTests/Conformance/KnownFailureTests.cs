// The known-failures files are themselves tested: every line has a reason and names a test that there is.

using System.Reflection;

namespace EFCore.Dyno.SpecificationTests.Conformance;

public class KnownFailureTests
{
    private static readonly KnownFailures Known = KnownFailures.Load(Path.Combine(AppContext.BaseDirectory, "KnownFailures"));

    [Fact]
    public void Every_known_failure_has_a_reason() => Assert.Empty(Known.All.Where(f => f.Reason.Length == 0).Select(f => f.Test));

    [Fact]
    public void Every_known_failure_names_a_test()
    {
        var methods = typeof(KnownFailureTests).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false })
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
                .Where(m => m.GetCustomAttributes<FactAttribute>().Any())
                .Select(m => TestName.Split(t.FullName!).Type + "." + m.Name))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Subset(methods, Known.All.Select(f => f.Test.Split('(', '<')[0]).ToHashSet(StringComparer.Ordinal));
    }
}
