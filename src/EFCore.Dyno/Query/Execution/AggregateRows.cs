// Streams rows into one value: counts, existence, sums and extremes, with LINQ's rules for nulls and for nothing to aggregate.

using System.Numerics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Query;

internal abstract class Accumulator<T, TResult>
{
    public virtual bool IsDecided => false;

    public abstract TResult Result { get; }

    public abstract void Add(T value);
}

internal sealed class AggregateRows<T, TResult>(Rows<T> source, Accumulator<T, TResult> accumulator) : Rows<TResult>
{
    private bool _done;

    public override async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        if (_done)
        {
            return false;
        }

        _done = true;
        while (!accumulator.IsDecided && await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            accumulator.Add(source.Current);
        }

        Current = accumulator.Result;
        return true;
    }
}

internal sealed class CountAccumulator<T> : Accumulator<T, int>
{
    private int _count;

    public override int Result => _count;

    public override void Add(T value) => _count = checked(_count + 1);
}

internal sealed class LongCountAccumulator<T> : Accumulator<T, long>
{
    private long _count;

    public override long Result => _count;

    public override void Add(T value) => _count++;
}

// Any; with the answer turned round it is All over the negated predicate.
internal sealed class ExistsAccumulator<T>(bool answer) : Accumulator<T, bool>
{
    private bool _found;

    public override bool IsDecided => _found;

    public override bool Result => _found ? answer : !answer;

    public override void Add(T value) => _found = true;
}

internal sealed class SumAccumulator<T, TSum> : Accumulator<T, T>
    where T : struct, INumberBase<T>
    where TSum : struct, INumberBase<TSum>
{
    private TSum _sum;

    public override T Result => T.CreateChecked(_sum);

    public override void Add(T value) => _sum = checked(_sum + TSum.CreateChecked(value));
}

internal sealed class AverageAccumulator<T, TSum, TResult> : Accumulator<T, TResult>
    where T : struct, INumberBase<T>
    where TSum : struct, INumberBase<TSum>
    where TResult : struct, INumberBase<TResult>
{
    private TSum _sum;
    private long _count;

    public bool IsEmpty => _count == 0;

    public override TResult Result => _count == 0
        ? throw new InvalidOperationException(CoreStrings.SequenceContainsNoElements)
        : typeof(TSum) == typeof(long)
            ? TResult.CreateChecked(double.CreateChecked(_sum) / _count)
            : TResult.CreateChecked(_sum / TSum.CreateChecked(_count));

    public override void Add(T value)
    {
        _sum = checked(_sum + TSum.CreateChecked(value));
        _count++;
    }
}

// The same over a nullable: nulls are passed over, and nothing left is null, except that a sum of nothing is zero.
internal sealed class NullableAccumulator<T, TResult>(Accumulator<T, TResult> inner, bool zeroWhenEmpty) : Accumulator<T?, TResult?>
    where T : struct
    where TResult : struct
{
    private bool _any;

    public override TResult? Result => _any || zeroWhenEmpty ? inner.Result : null;

    public override void Add(T? value)
    {
        if (value is { } present)
        {
            _any = true;
            inner.Add(present);
        }
    }
}

internal sealed class ExtremeAccumulator<T>(int sign) : Accumulator<T, T>
{
    private readonly IComparer<T> _comparer =
        typeof(T) == typeof(string) ? (IComparer<T>)(object)StringComparer.Ordinal : Comparer<T>.Default;

    private T _best = default!;
    private bool _any;

    public override T Result => _any || default(T) is null ? _best : throw new InvalidOperationException(CoreStrings.SequenceContainsNoElements);

    public override void Add(T value)
    {
        if (value is not null && (!_any || _comparer.Compare(value, _best) * sign > 0))
        {
            _best = value;
            _any = true;
        }
    }
}
