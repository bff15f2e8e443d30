// Which compression a response gets: what the client prefers of gzip and deflate, read as DynamoDB reads Accept-Encoding.
//
// DynamoDB looks at the first header only, takes a weight above 1 as 1 and one that is no number as 1, the first of several weights of one name, and never
// counts identity. Of equal weights the first named wins; "*" stands for what is not named, behind what is, gzip before deflate.

using System.Globalization;

namespace Dyno.Server.Http;

internal enum Coding
{
    None,
    Gzip,
    Deflate,
}

internal static class ContentCoding
{
    // Shorter responses are never compressed.
    public const int ThresholdBytes = 4096;

    public static Coding Choose(string? acceptEncoding)
    {
        if (string.IsNullOrEmpty(acceptEncoding))
        {
            return Coding.None;
        }

        var (gzip, deflate, any) = (-1.0, -1.0, -1.0);
        var (gzipAt, deflateAt, anyAt) = (int.MaxValue, int.MaxValue, int.MaxValue);
        var at = 0;
        foreach (var range in acceptEncoding.AsSpan().Split(','))
        {
            var entry = acceptEncoding.AsSpan()[range].Trim();
            var end = entry.IndexOf(';');
            var name = (end < 0 ? entry : entry[..end]).Trim();
            var weight = end < 0 ? 1 : WeightOf(entry[(end + 1)..]);
            at++;
            if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase))
            {
                Take(ref gzip, ref gzipAt, weight, at);
            }
            else if (name.Equals("deflate", StringComparison.OrdinalIgnoreCase))
            {
                Take(ref deflate, ref deflateAt, weight, at);
            }
            else if (name is "*")
            {
                Take(ref any, ref anyAt, weight, at);
            }
        }

        if (any >= 0 && gzip < 0)
        {
            gzip = any;
        }

        if (any >= 0 && deflate < 0)
        {
            deflate = any;
        }

        if (gzip <= 0 && deflate <= 0)
        {
            return Coding.None;
        }

        return gzip > deflate || (gzip == deflate && gzipAt <= deflateAt) ? Coding.Gzip : Coding.Deflate;
    }

    // Of several entries of one name the greatest weight counts.
    private static void Take(ref double weight, ref int at, double found, int foundAt)
    {
        if (found > weight)
        {
            (weight, at) = (found, foundAt);
        }
    }

    private static double WeightOf(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (!parameter.StartsWith("q", StringComparison.OrdinalIgnoreCase))
            {
                return parameter.IsEmpty ? 1 : 0;
            }

            // "q =0" is no weight.
            var value = parameter[1..];
            if (value.IsEmpty || value[0] != '=')
            {
                continue;
            }

            return double.TryParse(value[1..].Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var weight)
                ? Math.Min(weight, 1)
                : 1;
        }

        return 1;
    }
}
