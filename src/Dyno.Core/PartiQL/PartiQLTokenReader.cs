// What the parsers of statements and of expressions share: a place in the tokens, and how far down they are.

using static Dyno.PartiQL.PartiQLTokenKind;

namespace Dyno.PartiQL;

internal sealed class PartiQLTokenReader(PartiQLTokenBuffer tokens)
{
    // Far beyond any sensible statement (items nest 32 deep, two steps each); a deeper one must not exhaust the stack.
    public const int MaxDepth = 200;

    private int _at;
    private int _depth;

    public ref readonly PartiQLToken Current => ref tokens[_at];

    public ref readonly PartiQLToken Next => ref tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public PartiQLToken Take() => tokens[_at < tokens.Count - 1 ? _at++ : _at];

    public bool Is(PartiQLTokenKind kind) => Current.Kind == kind;

    public bool IsKeyword(string word) => Current.Kind == Keyword && Current.Text == word;

    public bool Try(PartiQLTokenKind kind)
    {
        if (Current.Kind != kind)
        {
            return false;
        }

        _at++;
        return true;
    }

    public bool TryKeyword(string word)
    {
        if (!IsKeyword(word))
        {
            return false;
        }

        _at++;
        return true;
    }

    public PartiQLToken Expect(PartiQLTokenKind kind, string name)
    {
        var token = Current;
        return Try(kind) ? token : throw PartiQLMessages.NotWellFormed(PartiQLMessages.Expected(name));
    }

    public void ExpectKeyword(string word)
    {
        if (!TryKeyword(word))
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.Expected(word));
        }
    }

    public void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw PartiQLMessages.NotWellFormed(PartiQLMessages.TooDeep);
        }
    }

    public void Leave() => _depth--;
}
