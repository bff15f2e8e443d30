// A pull stream of rows: the one shape of every operator that the provider runs after the store.
// One code path serves both worlds: with a client that completes synchronously no ValueTask here ever waits.

namespace EFCore.Dyno.Query;

internal abstract class Rows<T>
{
    public T Current { get; protected set; } = default!;

    public abstract ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken);

    // Nothing is read any more: what an execution borrowed goes back. At most once has an effect.
    public virtual void Release()
    {
    }
}

internal sealed class FilterRows<T>(Rows<T> source, Func<T, bool> predicate) : Rows<T>
{
    public override void Release() => source.Release();

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var moved = source.MoveNextAsync(cancellationToken);
            if (!moved.IsCompletedSuccessfully)
            {
                return WaitAsync(moved, cancellationToken);
            }

            var more = moved.Result;
            if (!more || Accept())
            {
                return new(more);
            }
        }
    }

    private async ValueTask<bool> WaitAsync(ValueTask<bool> moved, CancellationToken cancellationToken)
    {
        while (await moved.ConfigureAwait(false))
        {
            if (Accept())
            {
                return true;
            }

            moved = source.MoveNextAsync(cancellationToken);
        }

        return false;
    }

    private bool Accept()
    {
        if (!predicate(source.Current))
        {
            return false;
        }

        Current = source.Current;
        return true;
    }
}

internal sealed class MapRows<T, TResult>(Rows<T> source, Func<T, TResult> map, RowFunc<T, TResult>? function = null) : Rows<TResult>
{
    private RowFunc<T, TResult>? _function = function;

    public override void Release()
    {
        if (Interlocked.Exchange(ref _function, null) is { } bound)
        {
            bound.Release(map);
        }

        source.Release();
    }

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        var moved = source.MoveNextAsync(cancellationToken);
        return moved.IsCompletedSuccessfully ? new(Accept(moved.Result)) : WaitAsync(moved);
    }

    private async ValueTask<bool> WaitAsync(ValueTask<bool> moved) => Accept(await moved.ConfigureAwait(false));

    private bool Accept(bool moved)
    {
        Current = moved ? map(source.Current) : default!;
        return moved;
    }
}

internal sealed class SkipRows<T>(Rows<T> source, int count) : Rows<T>
{
    private int _left = count;

    public override void Release() => source.Release();

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        for (; _left > 0; _left--)
        {
            if (!await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                _left = 0;
                return false;
            }
        }

        var moved = await source.MoveNextAsync(cancellationToken).ConfigureAwait(false);
        Current = source.Current;
        return moved;
    }
}

internal sealed class TakeRows<T>(Rows<T> source, int count) : Rows<T>
{
    private int _left = count;

    public override void Release() => source.Release();

    public override ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_left <= 0)
        {
            return new(false);
        }

        var moved = source.MoveNextAsync(cancellationToken);
        return moved.IsCompletedSuccessfully ? new(Accept(moved.Result)) : WaitAsync(moved);
    }

    private async ValueTask<bool> WaitAsync(ValueTask<bool> moved) => Accept(await moved.ConfigureAwait(false));

    private bool Accept(bool moved)
    {
        if (!moved)
        {
            _left = 0;
            return false;
        }

        _left--;
        Current = source.Current;
        return true;
    }
}
