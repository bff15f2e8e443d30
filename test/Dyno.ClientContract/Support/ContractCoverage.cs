// What the contract must have, and what an implementation's test project must run of it.
using System.Reflection;

namespace Dyno.ClientContract;

public static class ContractCoverage
{
    private static readonly Type[] Seam = [typeof(IDynoClient), typeof(IDynoTables), typeof(IDynoStreams)];

    /// <summary>Operations of the seam that no class of the contract is named after: PutItem has PutItemTests.</summary>
    public static IEnumerable<string> OperationsWithoutClass() =>
        from operation in Seam.SelectMany(t => t.GetMethods()).Where(m => !m.IsSpecialName).Select(m => m.Name[..^"Async".Length])
        where !Classes().Any(c => c.Name.StartsWith(operation, StringComparison.Ordinal) && c.Name.EndsWith("Tests", StringComparison.Ordinal))
        select operation;

    /// <summary>Classes of the contract that the test project does not derive.</summary>
    public static IEnumerable<string> ClassesNotDerivedIn(Assembly tests) =>
        from contract in Classes()
        where !tests.GetTypes().Any(t => t is { IsAbstract: false, IsPublic: true } && t.IsSubclassOf(contract))
        select contract.Name;

    public static IEnumerable<Type> Classes() => typeof(ContractTests).Assembly.GetTypes().Where(
        t => t.IsSubclassOf(typeof(ContractTests)) && t.GetMethods().Any(m => m.DeclaringType == t && m.GetCustomAttribute<FactAttribute>() is not null));
}
