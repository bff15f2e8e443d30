// Writes an assembly's public types and members as sorted lines.

using System.Reflection;

namespace Repo.Tests;

internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What the compiler writes into every record says nothing about the design.
    private static readonly string[] RecordMembers =
        ["<Clone>$", "Equals", "GetHashCode", "ToString", "PrintMembers", "op_Equality", "op_Inequality", "get_EqualityContract", "Deconstruct"];

    public static List<string> Describe(Assembly assembly)
    {
        var lines = new List<string>();
        foreach (var type in assembly.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal))
        {
            lines.Add($"{Kind(type)} {Name(type)}{Bases(type)}");
            lines.AddRange(Members(type).Distinct().Order(StringComparer.Ordinal).Select(m => "  " + m));
        }

        return lines;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), null)}");
        }

        var isRecord = type.GetMethod("<Clone>$") is not null;
        return type.GetMembers(Declared)
            .Where(m => !(isRecord && RecordMembers.Contains(m.Name)))
            .Select(Member)
            .OfType<string>();
    }

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo c when Visible(c) => $"new({Parameters(c)})",
        PropertyInfo p when p.GetMethod is { } get && Visible(get) =>
            $"{Static(get)}{Name(p.PropertyType)} {p.Name} {{ get;{(p.SetMethod is { } set && Visible(set) ? IsInit(set) ? " init;" : " set;" : "")} }}",
        PropertyInfo p when p.SetMethod is { } set && Visible(set) => $"{Static(set)}{Name(p.PropertyType)} {p.Name} {{ set; }}",
        FieldInfo f when f.IsPublic || f.IsFamily => $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}",
        EventInfo e when e.AddMethod is { } add && Visible(add) => $"event {Name(e.EventHandlerType!)} {e.Name}",
        MethodInfo m when Visible(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{Static(m)}{Name(m.ReturnType)} {m.Name}{Generic(m)}({Parameters(m)})",
        _ => null,
    };

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.IsOptional ? " = …" : "")}"));

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsValueType ? "struct"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static string Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = type.GetInterfaces().Except(inherited).Select(Name).Where(n => !n.StartsWith("System.IEquatable", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        var all = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) ? bases.Prepend(Name(b)) : bases;
        var text = string.Join(", ", all);
        return text.Length == 0 || type.IsEnum ? "" : " : " + text;
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsByRef)
        {
            return "ref " + Name(type.GetElementType()!);
        }

        var prefix = type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace is { } ns ? ns + "." : "";
        var name = type.Name.Split('`')[0];
        return type.IsGenericType && !type.IsNested
            ? $"{prefix}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : prefix + name;
    }
}
