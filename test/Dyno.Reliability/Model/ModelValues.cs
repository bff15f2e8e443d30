// The model's own view of values: numbers are big integers, texts compare by their UTF-8, and what maps, lists and sets hold is one thing, their parts.
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text;

namespace Dyno.Reliability.Model;

internal static class ModelValues
{
    // The last digit of the smallest number of 38 digits stands 167 places behind the point. Even, so that pairs of digits are the number's.
    private const int Places = 168;

    internal static void Require([DoesNotReturnIf(false)] bool holds) => _ = holds ? true : throw new ValidationException("model");

    internal static BigInteger Number(AttributeValue value)
    {
        string[] sides = [.. value.AsNumber().ToString().Split('.'), ""];
        return BigInteger.Parse(sides[0] + sides[1].PadRight(Places, '0'));
    }

    internal static AttributeValue Number(BigInteger scaled)
    {
        var digits = BigInteger.Abs(scaled).ToString();
        var magnitude = digits.Length - 1 - Places;
        Require(digits.TrimEnd('0').Length <= 38 && magnitude <= 125 && (scaled.IsZero || magnitude >= -130));
        var padded = digits.PadLeft(Places + 1, '0');
        return AttributeValue.N($"{(scaled.Sign < 0 ? "-" : "")}{padded[..^Places]}.{padded[^Places..]}");
    }

    internal static Item? Encode(ModelItem? item) => item is null ? null : Item.From(item);

    // What a map, a list or a set consists of. A set's elements stand under numbers that no path has.
    internal static Dictionary<PathSegment, AttributeValue> Parts(AttributeValue value) => value.Type switch
    {
        AttributeType.M => value.AsMap().ToDictionary(m => PathSegment.Member(m.Key), m => m.Value),
        AttributeType.L => Numbered(value.AsList(), 0),
        AttributeType.SS => Numbered(value.AsStringSet().Select(AttributeValue.S), int.MinValue),
        AttributeType.NS => Numbered(value.AsNumberSet().Select(AttributeValue.N), int.MinValue),
        AttributeType.BS => Numbered(value.AsBinarySet().Select(b => AttributeValue.B(b)), int.MinValue),
        _ => [],
    };

    // The value of these parts. A list's close up where numbers are missing.
    internal static AttributeValue Whole(AttributeType type, IEnumerable<KeyValuePair<PathSegment, AttributeValue>> parts) => type switch
    {
        AttributeType.M => AttributeValue.M(parts.ToDictionary(p => p.Key.Name!, p => p.Value)),
        AttributeType.L => AttributeValue.L([.. parts.OrderBy(p => p.Key.Index).Select(p => p.Value)]),
        AttributeType.SS => AttributeValue.SS([.. parts.Select(p => p.Value.AsString())]),
        AttributeType.NS => AttributeValue.NS([.. parts.Select(p => p.Value.AsNumber())]),
        _ => AttributeValue.BS([.. parts.Select(p => p.Value.AsBinary())]),
    };

    internal static bool Has(AttributeValue whole, AttributeValue part) => Parts(whole).Values.Any(e => Same(e, part));

    internal static bool Same(ModelItem? a, ModelItem? b) => a is null || b is null ? a == b : Same(AttributeValue.M(a), AttributeValue.M(b));

    internal static bool Same(AttributeValue a, AttributeValue b) => a.Type == b.Type && a.Type switch
    {
        AttributeType.NULL => true,
        AttributeType.BOOL => a.AsBool() == b.AsBool(),
        AttributeType.S or AttributeType.N or AttributeType.B => Compare(a, b) == 0,
        AttributeType.M or AttributeType.L => Parts(b) is var others && Parts(a) is var mine && mine.Count == others.Count
            && mine.All(p => others.TryGetValue(p.Key, out var other) && Same(p.Value, other)),
        _ => Parts(a).Count == Parts(b).Count && Parts(a).Values.All(e => Has(b, e)),
    };

    // Of two texts, numbers or binaries.
    internal static int Compare(AttributeValue a, AttributeValue b) =>
        a.Type == AttributeType.N ? Number(a).CompareTo(Number(b)) : Bytes(a).AsSpan().SequenceCompareTo(Bytes(b));

    internal static byte[] Bytes(AttributeValue value) => value.Type == AttributeType.S ? Encoding.UTF8.GetBytes(value.AsString()) : value.AsBinary().ToArray();

    internal static int Size(ModelItem? item) => item is null ? 0 : item.Sum(a => Encoding.UTF8.GetByteCount(a.Key) + Size(a.Value));

    internal static int Size(AttributeValue value) => value.Type switch
    {
        AttributeType.S or AttributeType.B => Bytes(value).Length,
        AttributeType.N => NumberSize(Number(value)),
        AttributeType.BOOL or AttributeType.NULL => 1,
        AttributeType.M => 3 + value.AsMap().Count + Size(value.AsMap()),
        AttributeType.L => 3 + value.AsList().Sum(e => 1 + Size(e)),
        _ => Parts(value).Values.Sum(Size),
    };

    // What an item takes of the 1 MB of a page: names one byte, texts and numbers a length, every 3 KB a header with the sort key.
    internal static int PageSize(ModelItem item, string? sortKey)
    {
        var size = item.Where(a => a.Key != sortKey).Sum(a => 1 + PageSize(a.Value));
        return 2 + size + ((1 + ((1 + size) / 3072)) * (18 + (sortKey is not null && item.TryGetValue(sortKey, out var sort) ? Size(sort) : 0)));
    }

    internal static int Depth(AttributeValue value) =>
        value.Type is AttributeType.M or AttributeType.L ? 1 + Parts(value).Values.Select(Depth).DefaultIfEmpty().Max() : 0;

    private static Dictionary<PathSegment, AttributeValue> Numbered(IEnumerable<AttributeValue> elements, int first) =>
        elements.Index().ToDictionary(e => PathSegment.Element(first + e.Index), e => e.Item);

    // One byte, one for every two digits from an even place on, one for a minus sign; at most 21.
    private static int NumberSize(BigInteger scaled)
    {
        var digits = BigInteger.Abs(scaled).ToString();
        var ending = (digits.Length - digits.TrimEnd('0').Length) / 2 * 2;
        return scaled.IsZero ? 1 : Math.Min(21, 1 + ((digits.Length - ending + 1) / 2) + (scaled.Sign < 0 ? 1 : 0));
    }

    private static int PageSize(AttributeValue value) => value.Type switch
    {
        AttributeType.S => Size(value) + (Size(value) < 128 ? 1 : Size(value) < 16384 ? 2 : 3),
        AttributeType.NULL => 0,
        AttributeType.BOOL => 1,
        AttributeType.M or AttributeType.L => 3 + Parts(value).Sum(p => (p.Key.Name is null ? 1 : 2) + PageSize(p.Value)),
        _ => Size(value) + Parts(value).Count + 1,
    };
}
