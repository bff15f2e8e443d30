// Names of tables: what DynamoDB allows (3 to 255 of a-z, A-Z, 0-9, '_', '-' and '.'), and how a name that came about by itself is made one.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html

using System.Globalization;
using Humanizer;

namespace EFCore.Dyno.Metadata;

internal static class TableNames
{
    public static bool IsName(string name) =>
        name.Length is >= Limits.NameMinLength and <= Limits.NameMaxLength && name.All(IsNameCharacter);

    /// <summary>The table of a type that nobody named: the plural of the type's name.</summary>
    public static string OfType(IReadOnlyEntityType root) => Adapt(root.ShortName().Pluralize(inputIsKnownToBeSingular: false));

    /// <summary>The nearest name that DynamoDB takes: other characters become '_', and what is too short is filled with it.</summary>
    public static string Adapt(string name)
    {
        var adapted = string.Concat(name.Select(c => IsNameCharacter(c) ? c : '_')).PadRight(Limits.NameMinLength, '_');
        return adapted.Length <= Limits.NameMaxLength ? adapted : adapted[..Limits.NameMaxLength];
    }

    public static string Numbered(string name, int number)
    {
        var suffix = number.ToString(CultureInfo.InvariantCulture);
        return name[..Math.Min(name.Length, Limits.NameMaxLength - suffix.Length)] + suffix;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';
}
