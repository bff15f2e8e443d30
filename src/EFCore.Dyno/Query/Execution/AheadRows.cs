// Rows that are read some ahead of the one that is given: what they need can be on its way meanwhile. No row beyond those that a page wants is read.

namespace EFCore.Dyno.Query;

internal abstract class AheadRows(Rows<object?[]> source, ReadOptions options) : Rows<object?[]>
{
    // With each row the item of the store that it came from, for the cursors of pages.
    private readonly Queue<(object?[] Row, Item? From)> _ahead = new();
    private int _read;
    private bool _done;

    protected int Count => _ahead.Count;

    protected IEnumerable<object?[]> Waiting => _ahead.Select(a => a.Row);

    // One more, or null where there is none, or where the page has what it wants.
    protected async ValueTask<object?[]?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_done || (_ahead.Count > 0 && _read == options.Wanted))
        {
            return null;
        }

        if (!await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            _done = true;
            return null;
        }

        _read++;
        _ahead.Enqueue((source.Current, options.Rows?.Current));
        return source.Current;
    }

    // The next row becomes the current one; false behind the last.
    protected bool Give()
    {
        if (!_ahead.TryDequeue(out var next))
        {
            return false;
        }

        Current = next.Row;
        if (next.From is { } from)
        {
            options.Rows!.Show(from);
        }

        return true;
    }
}
