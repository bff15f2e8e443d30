// The ways out that a rule offers with its diagnostic, where there are several, or where one changes several places: each is a title and texts for places, which
// are the diagnostic's additional locations. EFCore.Dyno.CodeFixes offers way 0 and way 1 as two actions, so that Fix All takes the same way everywhere.

using System.Collections.Immutable;
using System.Globalization;
using EFCore.Dyno.Analyzers.Code;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules;

internal sealed class Ways
{
    private readonly List<Location> _places = [];

    /// <summary>The additional locations of the diagnostic.</summary>
    public IReadOnlyList<Location> Places => _places;

    /// <summary>The properties of the diagnostic.</summary>
    public ImmutableDictionary<string, string?> Properties { get; private set; } = Remedy.None;

    /// <summary>The property that has the title of a way.</summary>
    public static string Title(int way) => "Way" + way.ToString(CultureInfo.InvariantCulture);

    /// <summary>The property that has the text of a way for an additional location.</summary>
    public static string Text(int way, int place) => Title(way) + "." + place.ToString(CultureInfo.InvariantCulture);

    /// <summary>Offers changes of one file, which do not touch each other.</summary>
    public Ways Add(int way, string title, params IEnumerable<Change> changes)
    {
        Properties = Properties.SetItem(Title(way), title);
        foreach (var change in changes)
        {
            Properties = Properties.SetItem(Text(way, _places.Count), change.Text);
            _places.Add(change.Place);
        }

        return this;
    }
}
