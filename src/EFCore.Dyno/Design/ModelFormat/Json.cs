// As much of JSON (RFC 8259) as the text of a model needs, without a library: analyzers may load none that the compiler does not bring. Objects are
// dictionaries, arrays lists, numbers decimals. Text that is no JSON throws FormatException.

using System.Globalization;
using System.Text;

namespace EFCore.Dyno.Design;

internal sealed class JsonReader
{
    private const int DeepestNesting = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(string text) => _text = text;

    public static object? Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value();
        reader.SkipBlanks();
        return reader._at == text.Length ? value : throw reader.Mistake();
    }

    private object? Value()
    {
        if (++_depth > DeepestNesting)
        {
            throw Mistake();
        }

        SkipBlanks();
        var value = Next() switch
        {
            '{' => Object(),
            '[' => Array(),
            '"' => Text(),
            't' => Word("true", true),
            'f' => Word("false", false),
            'n' => Word("null", null),
            _ => Number(),
        };
        _depth--;
        return value;
    }

    private Dictionary<string, object?> Object()
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        _at++;
        for (SkipBlanks(); Next() != '}'; SkipBlanks())
        {
            if (members.Count > 0)
            {
                Expect(',');
                SkipBlanks();
            }

            var name = Text();
            SkipBlanks();
            Expect(':');
            members[name] = Value();
        }

        _at++;
        return members;
    }

    private List<object?> Array()
    {
        var elements = new List<object?>();
        _at++;
        for (SkipBlanks(); Next() != ']'; SkipBlanks())
        {
            if (elements.Count > 0)
            {
                Expect(',');
            }

            elements.Add(Value());
        }

        _at++;
        return elements;
    }

    private string Text()
    {
        Expect('"');
        var text = new StringBuilder();
        while (Next() != '"')
        {
            var c = _text[_at++];
            if (c != '\\')
            {
                text.Append(c);
                continue;
            }

            c = Next();
            _at++;
            text.Append(c switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => Escaped(),
                '"' or '\\' or '/' => c,
                _ => throw Mistake(),
            });
        }

        _at++;
        return text.ToString();
    }

    private char Escaped()
    {
        if (_at + 4 > _text.Length || !ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw Mistake();
        }

        _at += 4;
        return (char)code;
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
        {
            throw Mistake();
        }

        _at += word.Length;
        return value;
    }

    private object Number()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is (>= '0' and <= '9') or '-' or '+' or '.' or 'e' or 'E')
        {
            _at++;
        }

        return decimal.TryParse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Mistake();
    }

    private char Next() => _at < _text.Length ? _text[_at] : throw Mistake();

    private void Expect(char c)
    {
        if (Next() != c)
        {
            throw Mistake();
        }

        _at++;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private FormatException Mistake() => new("No JSON at " + _at.ToString(CultureInfo.InvariantCulture) + ".");
}

/// <summary>Writes members in the order in which they are given, on one line or on a line each.</summary>
internal sealed class JsonWriter(bool isIndented)
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _isFirst = true;

    public override string ToString() => _text.ToString();

    public void Begin(char bracket)
    {
        _text.Append(bracket);
        _depth++;
        _isFirst = true;
    }

    public void End(char bracket)
    {
        _depth--;
        if (!_isFirst)
        {
            NewLine();
        }

        _text.Append(bracket);
        _isFirst = false;
    }

    /// <summary>Goes to the next element, or with a name to the next member.</summary>
    public JsonWriter Next(string? name = null)
    {
        if (!_isFirst)
        {
            _text.Append(',');
        }

        _isFirst = false;
        NewLine();
        if (name is not null)
        {
            Quote(name);
            _text.Append(isIndented ? ": " : ":");
        }

        return this;
    }

    public void Value(object? value)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case bool flag:
                _text.Append(flag ? "true" : "false");
                break;
            case string text:
                Quote(text);
                break;
            default:
                _text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private void NewLine()
    {
        if (isIndented)
        {
            _text.Append('\n').Append(' ', _depth * 2);
        }
    }

    private void Quote(string text)
    {
        _text.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
            {
                _text.Append('\\').Append(c);
            }
            else if (c is < ' ' or > '~')
            {
                _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _text.Append(c);
            }
        }

        _text.Append('"');
    }
}
