// Key texts with what is not known yet in them: a value that the execution brings is one private character, the same for the same value in the
// same form. Two such texts compare as the keys will, unless they first differ in a value.

using System.Text;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal sealed class SymbolicTexts
{
    // After everything.
    public const char Last = '\uFFFF';

    private const char FirstValue = '\uE000';
    private const char LastValue = '\uF8FF';

    private readonly List<(FilterTerm Term, object Form)> _values = [];

    // How a property's value is written in a key. Values of one form are equal where their texts are.
    public static object FormOf(KeyShape key, KeyShapeSegment segment) =>
        segment.Text is { } text ? FormOf(text) : (key.Map?.Codec.GetType(), Bare(segment.Property!.ClrType));

    private static object FormOf(PropertySegment text) => (text.FormatText, text.IsComposed, text.Codec.GetType(), Bare(text.Property.ClrType));

    // Negative, zero or positive; null where that depends on a value.
    public static int? Compare(string left, string right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] != right[i])
            {
                return left[i] == Last ? 1 : right[i] == Last ? -1
                    : IsValue(left[i]) || IsValue(right[i]) ? null
                    : left[i].CompareTo(right[i]);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    // Null for literals whose order as UTF-16 is not that of their bytes.
    public string? Of(IReadOnlyList<KeyPiece> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (piece.Literal is { } literal)
            {
                if (literal.Any(c => c >= '\uD7FF'))
                {
                    return null;
                }

                text.Append(literal);
            }
            else if (piece is { Term: { } term, IsBound: false, IsPrefix: false, Segment.Text: { } property })
            {
                text.Append(ValueOf(term, FormOf(property)));
            }
            else
            {
                return null;
            }
        }

        return text.ToString();
    }

    // The sort keys that items of a type can have among keys that begin as the given one: its template, with that key's values in it.
    public (string From, string To) Region(DynoEntityMap type, string among)
    {
        var text = new StringBuilder();
        foreach (var segment in type.SortKey is TemplateKeyPart template ? template.Segments : [])
        {
            if (segment is LiteralSegment literal)
            {
                text.Append(literal.Text);
            }
            else if (segment is PropertySegment property && text.Length < among.Length && IsValue(among[text.Length])
                && FormOf(property).Equals(_values[among[text.Length] - FirstValue].Form))
            {
                text.Append(among[text.Length]);
            }
            else
            {
                return (text.ToString(), text.ToString() + Last);
            }
        }

        return type.SortKey is TemplateKeyPart ? (text.ToString(), text.ToString()) : ("", Last.ToString());
    }

    private char ValueOf(FilterTerm term, object form)
    {
        var index = _values.FindIndex(v => v.Term.Equals(term) && v.Form.Equals(form));
        if (index < 0)
        {
            index = _values.Count;
            _values.Add((term, form));
        }

        return (char)(FirstValue + index);
    }

    private static bool IsValue(char c) => c is >= FirstValue and <= LastValue;

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
