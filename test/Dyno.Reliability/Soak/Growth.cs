// Whether a measurement grows over time. The slope is the median of the slopes between all pairs of measurements (Theil and Sen): a few that stand apart do not move it,
// as they move one by least squares, and nor does the noise of the first and the last.
using System.Globalization;

namespace Dyno.Reliability.Soak;

/// <param name="Typical">The median of what was measured.</param>
/// <param name="By">How much it grew from the first to the last measurement, by the slope; negative where it became less.</param>
/// <param name="AtLeast">The lower end of what <paramref name="By"/> is with 95 % confidence, if errors are independent of each other.</param>
/// <param name="AtMost">The upper end.</param>
internal sealed record Growth(double Typical, double By, double AtLeast, double AtMost)
{
    internal double Share => Part(By);

    internal static Growth Of(IReadOnlyList<(double Seconds, double Value)> measured)
    {
        var slopes = new List<double>();
        for (var i = 0; i < measured.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                slopes.Add((measured[i].Value - measured[j].Value) / (measured[i].Seconds - measured[j].Seconds));
            }
        }

        slopes.Sort();

        // Kendall's: how many of the pairs may be on the wrong side by chance.
        var n = (double)measured.Count;
        var chance = (int)Math.Ceiling(1.96 * Math.Sqrt(n * (n - 1) * ((2 * n) + 5) / 18) / 2);
        var middle = slopes.Count / 2;
        var time = measured[^1].Seconds - measured[0].Seconds;
        return new(
            Median([.. measured.Select(m => m.Value).Order()]), Median(slopes) * time,
            slopes[Math.Max(0, middle - chance)] * time, slopes[Math.Min(slopes.Count - 1, middle + chance)] * time);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{100 * Share:+0.00;-0.00;0.00} % over the warm part ({100 * Part(AtLeast):+0.00;-0.00;0.00} to {100 * Part(AtMost):+0.00;-0.00;0.00} %)");

    private double Part(double growth) => Typical == 0 ? 0 : growth / Typical;

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
