// GroupBy with aggregates alone: one row for each key, into which each source row goes as it comes.

using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EFCore.Dyno.Query;

internal sealed class GroupAggregatePipe(
    Pipe<object?[]> source, RowFunc<object?[], object?[]> keys, int[] keyPlaces, GroupAggregate[] aggregates, RowLayout layout) : Pipe<object?[]>
{
    public override Rows<object?[]> Open(DynoQueryContext context, ReadOptions options) =>
        new Groups(source.Open(context, options), keys.Bind(context), keyPlaces, Array.ConvertAll(aggregates, a => a.Bind(context)), layout);

    private sealed class Groups(
        Rows<object?[]> source, Func<object?[], object?[]> keys, int[] keyPlaces, BoundAggregate[] aggregates, RowLayout layout) : FilledRows
    {
        protected override async ValueTask<List<object?[]>> FillAsync(CancellationToken cancellationToken)
        {
            var groups = new Dictionary<object?[], object[]>(RowKeyComparer.Instance);
            var result = new List<object?[]>();
            var states = new List<object[]>();
            var scratch = new object?[layout.Width];
            while (await source.MoveNextAsync(cancellationToken).ConfigureAwait(false))
            {
                var key = keys(source.Current);
                if (!groups.TryGetValue(key, out var state))
                {
                    state = Array.ConvertAll(aggregates, a => a.Create());
                    groups.Add(key, state);
                    states.Add(state);
                    var row = (object?[])source.Current.Clone();
                    for (var i = 0; i < keyPlaces.Length; i++)
                    {
                        if (keyPlaces[i] >= 0)
                        {
                            row[keyPlaces[i]] = key[i];
                        }
                    }

                    result.Add(row);
                }

                for (var i = 0; i < aggregates.Length; i++)
                {
                    aggregates[i].Add(state[i], source.Current, scratch);
                }
            }

            for (var i = 0; i < result.Count; i++)
            {
                for (var j = 0; j < aggregates.Length; j++)
                {
                    aggregates[j].Finish(states[i][j], result[i]);
                }
            }

            return result;
        }
    }
}

internal abstract class GroupAggregate
{
    public abstract BoundAggregate Bind(DynoQueryContext context);
}

internal abstract class BoundAggregate
{
    public abstract object Create();

    // The scratch row has the slots that the aggregate's own expressions read.
    public abstract void Add(object accumulator, object?[] row, object?[] scratch);

    public abstract void Finish(object accumulator, object?[] row);
}

// Found is the slot that says that there is a value.
internal sealed class GroupAggregate<T, TResult>(
    (int From, int To)[] copies, RowFunc<object?[], bool>[] filters, RowFunc<object?[], T>? selector, Func<Accumulator<T, TResult>> create,
    PresentValue? finish, int result, int found) : GroupAggregate
{
    public override BoundAggregate Bind(DynoQueryContext context) => new Bound(
        copies, Array.ConvertAll(filters, f => f.Bind(context)), selector?.Bind(context), create, finish, result, found);

    private sealed class Bound(
        (int From, int To)[] copies, Func<object?[], bool>[] filters, Func<object?[], T>? selector, Func<Accumulator<T, TResult>> create,
        PresentValue? finish, int result, int found) : BoundAggregate
    {
        public override object Create() => create();

        public override void Add(object accumulator, object?[] row, object?[] scratch)
        {
            foreach (var (from, to) in copies)
            {
                scratch[to] = row[from];
            }

            foreach (var filter in filters)
            {
                if (!filter(scratch))
                {
                    return;
                }
            }

            ((Accumulator<T, TResult>)accumulator).Add(selector is null ? default! : selector(scratch));
        }

        public override void Finish(object accumulator, object?[] row)
        {
            var value = ((Accumulator<T, TResult>)accumulator).Result;
            row[result] = finish is null ? value : finish.Of(value);
            row[found] = Boxed.True;
        }
    }
}

// A value that the query asks for as one that is always there.
internal abstract class PresentValue
{
    public abstract object Of(object? value);
}

internal sealed class PresentValue<T>(bool zeroWhenEmpty) : PresentValue
    where T : struct
{
    public override object Of(object? value) =>
        value ?? (zeroWhenEmpty ? default(T) : throw new InvalidOperationException(CoreStrings.SequenceContainsNoElements));
}
