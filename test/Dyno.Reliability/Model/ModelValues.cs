// The model's own view of values: numbers are big integers, sizes are counted from their digits, texts compare by their UTF-8.
using System.Numerics;
using System.Text;
using ModelItem = System.Collections.Generic.IReadOnlyDictionary<string, Dyno.AttributeValue>;

namespace Dyno.Reliability.Model;

internal static class ModelValues
{
    // The last digit of the smallest number of 38 digits stands 167 places behind the point. Even, so that pairs of digits are the number's.
    private const int Places = 168;

    [ThreadStatic]
    private static Dictionary<DynoNumber, BigInteger>? t_known;

    internal static BigInteger Number(AttributeValue value)
    {
        var known = t_known is { Count: < 10_000 } ? t_known : t_known = [];
        return known.TryGetValue(value.AsNumber(), out var number) ? number : known[value.AsNumber()] = Parse(value);
    }

    internal static byte[] KeyBytes(AttributeValue value) => value.Type == AttributeType.N ? EncodedValue.From(value).Read().KeyBytes.ToArray() : Bytes(value);

    private static BigInteger Parse(AttributeValue value)
    {
        var text = value.AsNumber().ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var behind = point < 0 ? 0 : text.Length - point - 1;
        return BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal)) * BigInteger.Pow(10, Places - behind);
    }

    internal static AttributeValue Number(BigInteger scaled)
    {
        var digits = BigInteger.Abs(scaled).ToString();
        if (digits.TrimEnd('0').Length > 38 || digits.Length - 1 - Places > 125 || (!scaled.IsZero && digits.Length - 1 - Places < -130))
        {
            throw new ValidationException("number");
        }

        var padded = digits.PadLeft(Places + 1, '0');
        return AttributeValue.N($"{(scaled.Sign < 0 ? "-" : "")}{padded[..^Places]}.{padded[^Places..]}");
    }

    internal static bool Same(AttributeValue a, AttributeValue b) => a.Type == b.Type && a.Type switch
    {
        AttributeType.S or AttributeType.N or AttributeType.B => Compare(a, b) == 0,
        AttributeType.BOOL => a.AsBool() == b.AsBool(),
        AttributeType.M => a.AsMap().Count == b.AsMap().Count && a.AsMap().All(e => b.AsMap().TryGetValue(e.Key, out var other) && Same(e.Value, other)),
        AttributeType.L => a.AsList().Count == b.AsList().Count && a.AsList().Zip(b.AsList()).All(p => Same(p.First, p.Second)),
        AttributeType.NULL => true,
        _ => Elements(a).Count == Elements(b).Count && Elements(a).All(e => Elements(b).Exists(o => Same(e, o))),
    };

    internal static bool Same(ModelItem? a, ModelItem? b) => a is null || b is null ? ReferenceEquals(a, b) : Same(AttributeValue.M(a), AttributeValue.M(b));

    internal static bool HasOrder(AttributeValue value) => value.Type is AttributeType.S or AttributeType.N or AttributeType.B;

    internal static int Compare(AttributeValue a, AttributeValue b) =>
        a.Type == AttributeType.N ? Number(a).CompareTo(Number(b)) : Bytes(a).AsSpan().SequenceCompareTo(Bytes(b));

    internal static byte[] Bytes(AttributeValue value) => value.Type == AttributeType.S ? Encoding.UTF8.GetBytes(value.AsString()) : value.AsBinary().ToArray();

    internal static List<AttributeValue> Elements(AttributeValue set) => set.Type switch
    {
        AttributeType.SS => [.. set.AsStringSet().Select(AttributeValue.S)],
        AttributeType.NS => [.. set.AsNumberSet().Select(AttributeValue.N)],
        AttributeType.BS => [.. set.AsBinarySet().Select(b => AttributeValue.B(b))],
        _ => [],
    };

    internal static AttributeValue Set(AttributeType type, IEnumerable<AttributeValue> elements) => type switch
    {
        AttributeType.SS => AttributeValue.SS([.. elements.Select(e => e.AsString())]),
        AttributeType.NS => AttributeValue.NS([.. elements.Select(e => e.AsNumber())]),
        _ => AttributeValue.BS([.. elements.Select(e => e.AsBinary())]),
    };

    internal static int Size(ModelItem item) => item.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Size(a.Value));

    internal static int Size(AttributeValue value) => value.Type switch
    {
        AttributeType.S => Encoding.UTF8.GetByteCount(value.AsString()),
        AttributeType.B => value.AsBinary().Length,
        AttributeType.N => NumberSize(value),
        AttributeType.BOOL or AttributeType.NULL => 1,
        AttributeType.M => 3 + value.AsMap().Count + Size(value.AsMap()),
        AttributeType.L => 3 + value.AsList().Sum(e => 1 + Size(e)),
        _ => Elements(value).Sum(Size),
    };

    // One byte, one for every two digits from an even place on, one for a minus sign; at most 21.
    private static int NumberSize(AttributeValue value)
    {
        var scaled = Number(value);
        var digits = BigInteger.Abs(scaled).ToString();
        var ending = (digits.Length - digits.TrimEnd('0').Length) / 2 * 2;
        return scaled.IsZero ? 1 : Math.Min(21, 1 + ((digits.Length - ending + 1) / 2) + (scaled.Sign < 0 ? 1 : 0));
    }

    // What an item takes of the 1 MB of a page: names one byte, texts and numbers a length, every 3 KB a header with the sort key.
    internal static int PageSize(ModelItem item, string? sortKey)
    {
        var size = item.Where(a => a.Key != sortKey).Sum(a => 1 + PageSize(a.Value));
        return 2 + size + ((1 + ((1 + size) / 3072)) * (18 + (sortKey is not null && item.TryGetValue(sortKey, out var sort) ? Size(sort) : 0)));
    }

    private static int PageSize(AttributeValue value) => value.Type switch
    {
        AttributeType.S => Size(value) + (Size(value) < 128 ? 1 : Size(value) < 16384 ? 2 : 3),
        AttributeType.N or AttributeType.B => Size(value) + 1,
        AttributeType.NULL => 0,
        AttributeType.BOOL => 1,
        AttributeType.M => 3 + value.AsMap().Sum(e => 2 + PageSize(e.Value)),
        AttributeType.L => 3 + value.AsList().Sum(e => 1 + PageSize(e)),
        _ => Size(value) + Elements(value).Count + 1,
    };

    internal static int Depth(AttributeValue value) => value.Type switch
    {
        AttributeType.M => 1 + value.AsMap().Values.Select(Depth).DefaultIfEmpty().Max(),
        AttributeType.L => 1 + value.AsList().Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
