// The tokens of one statement, in an array of the pool: a statement of thousands of signs costs no memory that stays behind it.

using System.Buffers;

namespace Dyno.PartiQL;

internal sealed class PartiQLTokenBuffer : IDisposable
{
    private PartiQLToken[] _tokens = ArrayPool<PartiQLToken>.Shared.Rent(64);

    public int Count { get; private set; }

    public ref readonly PartiQLToken this[int index] => ref _tokens[index];

    public void Add(PartiQLToken token)
    {
        if (Count == _tokens.Length)
        {
            var longer = ArrayPool<PartiQLToken>.Shared.Rent(2 * Count);
            _tokens.AsSpan(0, Count).CopyTo(longer);
            Return();
            _tokens = longer;
        }

        _tokens[Count++] = token;
    }

    public void Dispose()
    {
        Return();
        (_tokens, Count) = ([], 0);
    }

    // The pool shall not keep the texts alive.
    private void Return()
    {
        _tokens.AsSpan(0, Count).Clear();
        ArrayPool<PartiQLToken>.Shared.Return(_tokens);
    }
}
