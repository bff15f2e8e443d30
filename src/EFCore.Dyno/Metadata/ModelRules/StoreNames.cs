// What DynamoDB allows as the name of a table or index: 3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'; and how a name that came about by itself is made one.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html

namespace EFCore.Dyno.Metadata;

internal static class StoreNames
{
    public static bool IsName(string name) =>
        name.Length is >= Limits.NameMinLength and <= Limits.NameMaxLength && name.All(IsNameCharacter);

    /// <summary>The nearest name that DynamoDB takes: other characters become '_', and what is too short is filled with it.</summary>
    public static string Adapt(string name)
    {
        var adapted = string.Concat(name.Select(c => IsNameCharacter(c) ? c : '_')).PadRight(Limits.NameMinLength, '_');
        return adapted.Length <= Limits.NameMaxLength ? adapted : adapted.Substring(0, Limits.NameMaxLength);
    }

    private static bool IsNameCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '.';
}
