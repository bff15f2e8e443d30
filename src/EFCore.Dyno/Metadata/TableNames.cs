// The names of tables that nobody named: of the type, and numbered where they meet. What a name must be, StoreNames tells.

using System.Globalization;
using Humanizer;

namespace EFCore.Dyno.Metadata;

internal static class TableNames
{
    /// <summary>The table of a type that nobody named: the plural of the type's name.</summary>
    public static string OfType(IReadOnlyEntityType root) => StoreNames.Adapt(root.ShortName().Pluralize(inputIsKnownToBeSingular: false));

    public static string Numbered(string name, int number)
    {
        var suffix = number.ToString(CultureInfo.InvariantCulture);
        return name[..Math.Min(name.Length, Limits.NameMaxLength - suffix.Length)] + suffix;
    }
}
