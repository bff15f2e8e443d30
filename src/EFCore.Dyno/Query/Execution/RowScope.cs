// What a compiled function over rows looks at: for each source that it reads a view, loaded when the row is, and a scope for each
// list of rows inside the row.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

// The places of slots in a row; complete once the whole query is compiled.
internal sealed class RowLayout
{
    private readonly Dictionary<Slot, int> _places = [];

    public int Width => _places.Count;

    public int PlaceOf(Slot slot)
    {
        if (!_places.TryGetValue(slot, out var place))
        {
            place = _places.Count;
            _places.Add(slot, place);
        }

        return place;
    }

    // A row that has what the row around it has.
    public object?[] NewRow(object?[]? outer) => outer is null ? new object?[Width] : (object?[])outer.Clone();
}

// An element of a list of maps: the item's bytes, where the map lies in them, and its place in the list.
internal sealed record ElementCell(ReadOnlyMemory<byte> Bytes, int Start, int Length, int Ordinal);

internal sealed class RowScopeShape
{
    public List<(int Place, ItemViewShape Shape)> Views { get; } = [];

    public List<RowScopeShape> Children { get; } = [];
}

internal sealed class RowScope
{
    private readonly RowScopeShape _shape;
    private readonly object?[] _loaded;

    public RowScope(RowScopeShape shape)
    {
        _shape = shape;
        Views = new ItemView[shape.Views.Count];
        _loaded = new object?[Views.Length];
        for (var i = 0; i < Views.Length; i++)
        {
            Views[i] = new ItemView(shape.Views[i].Shape);
        }

        Children = shape.Children.Count == 0 ? [] : [.. shape.Children.Select(c => new RowScope(c))];
    }

    public object?[] Row { get; private set; } = [];

    public ItemView[] Views { get; }

    public RowScope[] Children { get; }

    // The row is one item: what there is to read is read of it.
    public void Load(Item item)
    {
        if (Views.Length > 0)
        {
            Views[0].Load(item);
        }
    }

    public void Load(object?[] row)
    {
        Row = row;
        var views = _shape.Views;
        for (var i = 0; i < Views.Length; i++)
        {
            var cell = row[views[i].Place];
            if (ReferenceEquals(cell, _loaded[i]) && cell is not null)
            {
                continue;
            }

            _loaded[i] = cell;
            switch (cell)
            {
                case Item item:
                    Views[i].Load(item);
                    break;
                case ElementCell element:
                    Views[i].LoadElement(element.Bytes, new ValueReader(element.Bytes.Span.Slice(element.Start, element.Length)), element.Ordinal);
                    break;
                default:
                    Views[i].Clear();
                    break;
            }
        }
    }

    public T Get<T>(int place) => Row[place] is T value ? value : default!;
}

// A compiled function bound to an execution.
internal abstract class RowFunc<TRow, TResult>
{
    public abstract Func<TRow, TResult> Bind(QueryContext context);

    // What Bind gave is not used any more.
    public virtual void Release(Func<TRow, TResult> bound)
    {
    }
}

internal sealed class ItemFunc<TResult>(Func<QueryContext, RowScope, TResult> function, RowScopeShape shape) : RowFunc<Item, TResult>
{
    // The one that the last execution left.
    private Bound? _free;

    public override Func<Item, TResult> Bind(QueryContext context)
    {
        var bound = Interlocked.Exchange(ref _free, null) ?? new Bound(function, new RowScope(shape));
        bound.Context = context;
        return bound.Function;
    }

    public override void Release(Func<Item, TResult> bound)
    {
        var free = (Bound)bound.Target!;
        free.Context = null;
        Volatile.Write(ref _free, free);
    }

    private sealed class Bound
    {
        private readonly Func<QueryContext, RowScope, TResult> _function;
        private readonly RowScope _scope;

        public Bound(Func<QueryContext, RowScope, TResult> function, RowScope scope)
        {
            _function = function;
            _scope = scope;
            Function = Apply;
        }

        public QueryContext? Context { get; set; }

        public Func<Item, TResult> Function { get; }

        private TResult Apply(Item item)
        {
            _scope.Load(item);
            return _function(Context!, _scope);
        }
    }
}

internal sealed class SlotsFunc<TResult>(Func<QueryContext, RowScope, TResult> function, RowScopeShape shape) : RowFunc<object?[], TResult>
{
    public override Func<object?[], TResult> Bind(QueryContext context)
    {
        var scope = new RowScope(shape);
        return row =>
        {
            scope.Load(row);
            return function(context, scope);
        };
    }
}

// A value of the row around a query.
internal sealed class ComputedValue(Func<QueryContext, RowScope, object?> function, RowScopeShape shape)
{
    public object? Of(QueryContext context, object?[]? outer)
    {
        var scope = new RowScope(shape);
        if (outer is not null)
        {
            scope.Load(outer);
        }

        return function(context, scope);
    }
}
