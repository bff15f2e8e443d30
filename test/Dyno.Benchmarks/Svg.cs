// The pieces that the charts are drawn of.

using System.Globalization;
using System.Net;
using System.Text;

namespace Dyno.Benchmarks;

internal sealed class Svg
{
    // Okabe and Ito's palette, which most eyes can tell apart.
    public static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999"];

    private readonly StringBuilder _text = new();

    public Svg(int width, int height)
    {
        _text.AppendLine(
            CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" font-size="12">""");
        _text.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
    }

    public void Text(double x, double y, string text, string weight = "normal", string colour = "black") => _text.AppendLine(
        CultureInfo.InvariantCulture,
        $"""<text x="{x:F1}" y="{y:F1}" font-weight="{weight}" fill="{colour}">{WebUtility.HtmlEncode(text)}</text>""");

    public void Bar(double x, double y, double width, double height, string colour) =>
        _text.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="{x:F1}" y="{y:F1}" width="{width:F1}" height="{height:F1}" fill="{colour}"/>""");

    public void Path(IEnumerable<(double X, double Y)> points, string colour, double width = 1, string dashes = "none")
    {
        var path = string.Join('L', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1} {p.Y:F1}")));
        _text.AppendLine(
            CultureInfo.InvariantCulture, $"""<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dashes}"/>""");
    }

    public override string ToString() => _text + "</svg>\n";
}
