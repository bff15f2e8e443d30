// Composes a plan's key values for one execution: one value, or one for each entry of an IN list.

using System.Text;

namespace EFCore.Dyno.Query;

internal static class KeyBinder
{
    // None where a value is null: no item has such a key.
    public static List<EncodedValue> BindAll(KeyValue key, TermValues values)
    {
        var result = new List<EncodedValue>(1);
        var list = key.Pieces.FirstOrDefault(p => p.IsList);
        if (list is null)
        {
            if (Bind(key, values) is { } only)
            {
                result.Add(only);
            }

            return result;
        }

        var seen = new HashSet<EncodedValue>();
        foreach (var value in values.ListOf(list.Term!))
        {
            if (value is not null && Bind(key, values, value) is { } bound && seen.Add(bound))
            {
                result.Add(bound);
            }
        }

        return result;
    }

    public static EncodedValue? Bind(KeyValue key, TermValues values, object? listed = null)
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

            var value = piece.IsList ? listed : values.ValueOf(piece.Term!);
            if (value is null || Text(piece, TermValues.Coerce(piece.Property!.ClrType, value)) is not { } part)
            {
                return null;
            }

            text.Append(part);
        }

        return EncodedValue.FromString(text.ToString());
    }

    private static string? Text(KeyPiece piece, object value) =>
        piece.IsBound ? piece.Segment.Text!.FormatBound(value) : piece.Segment.Text!.Format(value);

    // The first property of a key whose value is null in this execution, though rows may have it so.
    public static string? NullProperty(KeyValue key, TermValues values)
    {
        foreach (var piece in key.Pieces)
        {
            if (piece is { IsList: false, Term: { } term, Property.IsNullable: true } && values.ValueOf(term) is null)
            {
                return piece.Property!.Name;
            }
        }

        return null;
    }
}
