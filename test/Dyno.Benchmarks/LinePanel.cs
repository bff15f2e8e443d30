// One panel of curves on logarithmic scales.

using System.Globalization;

namespace Dyno.Benchmarks;

/// <summary>A curve of a panel: a value for each place; 0 where there is none.</summary>
internal sealed record Curve(string Name, string Colour, IReadOnlyList<double> Values);

internal static class LinePanel
{
    public const int PanelWidth = 470;
    public const int PanelHeight = 320;
    private const int Left = 70;
    private const int Top = 36;
    private const int Width = 270;
    private const int Height = 230;

    /// <summary>Draws it with its upper left corner at a point. A dashed line marks a value: a goal.</summary>
    public static void Draw(
        Svg svg, int x, int top, string title, string unit, IReadOnlyList<double> places, IEnumerable<Curve> of, Func<double, string> format, double? marked = null)
    {
        var lines = of.Where(l => l.Values.Any(v => v > 0)).ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        var values = lines.SelectMany(l => l.Values).Where(v => v > 0).Concat(marked is { } goal ? [goal] : []).ToArray();

        // Whole powers of ten around all values.
        var low = Math.Floor(Math.Log10(values.Min()));
        var high = Math.Max(low + 1, Math.Ceiling(Math.Log10(values.Max())));
        svg.Text(x + Left, top + 20, title, "bold");
        for (var power = low; power <= high; power++)
        {
            var y = Y(Math.Pow(10, power));
            svg.Path([(x + Left, y), (x + Left + Width, y)], "#DDDDDD");
            svg.Text(x + 4, y + 4, format(Math.Pow(10, power)));
        }

        if (marked is { } mark)
        {
            svg.Path([(x + Left, Y(mark)), (x + Left + Width, Y(mark))], "black", dashes: "4");
        }

        foreach (var place in places)
        {
            svg.Text(X(place) - 8, top + Top + Height + 18, Place(place));
        }

        svg.Text(x + Left + (Width / 2), top + Top + Height + 38, unit);
        foreach (var line in lines)
        {
            var points = places.Zip(line.Values).Where(p => p.Second > 0).Select(p => (X(p.First), Y(p.Second))).ToArray();
            svg.Path(points, line.Colour, 2);
            svg.Text(points[^1].Item1 + 8, points[^1].Item2 + 4, line.Name, colour: line.Colour);
        }

        // Places may begin at zero: a scale that is logarithmic from one on.
        double X(double place) => x + Left + (Width * (At(place) - At(places[0])) / (At(places[^1]) - At(places[0])));

        static double At(double place) => place < 1 ? place : 1 + Math.Log(place);

        double Y(double value) => top + Top + Height - (Height * (Math.Log10(value) - low) / (high - low));
    }

    private static string Place(double place) => place switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{place / 1e6:0.#} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{place / 1e3:0.#} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{place:0.#}"),
    };
}
