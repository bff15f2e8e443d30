// The base types of EF's suite: which there are, which are derived here, and why the others are not.

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal static class BaseTypes
{
    private static readonly Type[] OwnTypes =
        [.. typeof(BaseTypes).Assembly.GetTypes().Where(t => !t.IsAbstract && (t.IsPublic || t.IsNestedPublic) && t.BaseType != typeof(object))];

    /// <summary>Every base type of the suite for all providers, as EF's own compliance test finds them.</summary>
    public static IReadOnlyList<Type> All { get; } = Of(typeof(ComplianceTestBase).Assembly).ToList();

    /// <summary>The base types that are not derived, with the reason.</summary>
    public static IReadOnlyDictionary<Type, string> NotDerived { get; } = new Dictionary<Type, string>
    {
        [typeof(ComplianceTestBase)] = "What it tests, ComplianceTests and this page do.",
    };

    /// <summary>The base types of the relational suite that are derived here.</summary>
    public static IReadOnlyList<Type> Relational { get; } = Of(typeof(Microsoft.EntityFrameworkCore.ModelBuilding.RelationalModelBuilderTest).Assembly).Where(IsDerived).ToList();

    public static bool IsDerived(Type baseType) => OwnTypes.Any(t => Derives(t, baseType));

    /// <summary>The nearest base type of a test class that EF wrote.</summary>
    public static Type NearestOf(Type testClass)
    {
        var type = testClass;
        while (type.Assembly == typeof(BaseTypes).Assembly)
        {
            type = type.BaseType!;
        }

        return type.IsGenericType ? type.GetGenericTypeDefinition() : type;
    }

    public static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.DeclaringType is { } outer ? NameOf(outer) + "." + name : name;
    }

    private static IEnumerable<Type> Of(System.Reflection.Assembly assembly) =>
        assembly.ExportedTypes.Where(t => t.Name.Contains("TestBase", StringComparison.Ordinal)).OrderBy(NameOf, StringComparer.Ordinal);

    private static bool Derives(Type type, Type baseType)
    {
        if (!baseType.IsGenericTypeDefinition)
        {
            return baseType.IsAssignableFrom(type);
        }

        for (var t = type.BaseType; t is not null; t = t.BaseType)
        {
            if (t.IsGenericType && t.GetGenericTypeDefinition() == baseType)
            {
                return true;
            }
        }

        return type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == baseType);
    }
}
