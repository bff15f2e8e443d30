// Composes a plan's key values for one execution: one value, or one for each entry of an IN list.

using System.Globalization;
using System.Text;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal static class KeyBinder
{
    // None where a value is null: no item has such a key.
    public static List<EncodedValue> BindAll(KeyValue key, TermValues values)
    {
        var result = new List<EncodedValue>(1);
        var list = key.Pieces.FirstOrDefault(p => p is { IsList: true, Shards: null });
        var shards = key.Pieces.FirstOrDefault(p => p is { IsList: true, Shards: not null })?.Shards!.Count ?? 1;
        if (list is null)
        {
            for (var shard = 0; shard < shards; shard++)
            {
                if (Bind(key, values, null, shard) is { } only)
                {
                    result.Add(only);
                }
            }

            return result;
        }

        var seen = new HashSet<EncodedValue>();
        foreach (var value in values.ListOf(list.Term!))
        {
            for (var shard = 0; value is not null && shard < shards; shard++)
            {
                if (Bind(key, values, value, shard) is { } bound && seen.Add(bound))
                {
                    result.Add(bound);
                }
            }
        }

        return result;
    }

    public static EncodedValue? Bind(KeyValue key, TermValues values, object? listed = null, int shard = 0)
    {
        if (key.Key.Map is { } map)
        {
            return TermValues.Encode(map, key.Pieces[0].IsList ? listed : values.ValueOf(key.Pieces[0].Term!));
        }

        var text = new StringBuilder();
        foreach (var piece in key.Pieces)
        {
            if (piece.Literal is { } literal)
            {
                text.Append(literal);
                continue;
            }

            if (piece.Shards is { } shards)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(piece.ShardedBy is { } by ? ShardOf(shards, by, values) : shard)}");
                continue;
            }

            var value = piece.IsList ? listed : values.ValueOf(piece.Term!);
            if (value is null || Text(piece, TermValues.Coerce(piece.Property!.ClrType, value)) is not { } part)
            {
                return null;
            }

            text.Append(part);
        }

        return EncodedValue.FromString(text.ToString());
    }

    private static int ShardOf(ShardSegment shards, IReadOnlyList<FilterTerm> by, TermValues values) => shards.ShardOf(property =>
    {
        for (var i = 0; i < by.Count; i++)
        {
            if (shards.By[i].Property == property)
            {
                return values.ValueOf(by[i]) is { } value ? TermValues.Coerce(property.ClrType, value) : null;
            }
        }

        return null;
    });

    private static string? Text(KeyPiece piece, object value) =>
        piece.IsBound ? piece.Segment.Text!.FormatBound(value) : piece.Segment.Text!.Format(value);
}
