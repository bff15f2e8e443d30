// Builds the chain of pipes of a select: its origin, what the plan left over, steps, shaper. Types are closed here, once per query.
// While a row is one item, functions read the item; from the first operator that needs more, rows are arrays of slots.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed partial class PipelineBuilder(QueryBuild build, DynoSelect select, HashSet<Subquery> done, string label, int depth)
{
    private readonly HashSet<Subquery> _done = [.. done];

    // The pipe: of items, of rows, or of the one value that an aggregate gave.
    private object _pipe = null!;
    private Slot? _item;
    private (Slot Slot, Type Type)? _value;

    // Whether the query is opened for each row of the one around it, with nothing between them.
    public bool IsForEachRow { get; init; }

    // Set where all of the query is one plan of the store and what follows it row by row.
    public SourcePlan? Source { get; private set; }

    // What reads it, where it is not only counted.
    public SourcePipe? Reads { get; private set; }

    public object Build(Expression shaper)
    {
        select = GroupAggregates.Mark(select, shaper);
        Start(shaper);
        Steps();
        if (_value is var (slot, type) && shaper is SlotRead read && read.Slot == slot && read.Type == type)
        {
            return _pipe;
        }

        Map(shaper, shaper.Type);
        return _pipe;
    }

    // For a query whose results are all that leaves it: where nothing stands between the items and the results, no item is kept. After Build.
    public void PassItems()
    {
        if (Source is { Collection: null } source && _item is not null && select.Steps.IsEmpty && (select.Orderings.IsEmpty || source.Plan.OrderedByStore))
        {
            source.IsPassing = true;
        }
    }

    public Pipe<object?[]> BuildRows(IEnumerable<Expression> readAfter)
    {
        Start(null);
        Steps();
        Prepare([.. readAfter]);
        return EnsureRows();
    }

    private RowLayout Layout => build.Layout;

    private Type RowType => _item is not null ? typeof(Item) : typeof(object?[]);

    private void Start(Expression? shaper)
    {
        switch (select.Origin)
        {
            case StoreOrigin store:
                Read(store, shaper);
                break;
            case StatementOrigin statement:
                Run(statement);
                break;
            case ElementOrigin element:
                build.Outline.Add(depth, label, "elements of " + element.Element);
                var (cells, shape) = build.Compiler().CompileCells(element.Element);
                _pipe = new ValuesPipe(new((Func<QueryContext, RowScope, object?>)cells, shape), Layout, Layout.PlaceOf(element.Element.Slot!));
                break;
            case ValuesOrigin values:
                build.Outline.Add(depth, label, "values of " + RowText.Of(values.Sequence));
                _pipe = new ValuesPipe(Computed(values.Sequence), Layout, Layout.PlaceOf(values.Value));
                break;
            case GroupOrigin group:
                _pipe = new GroupRowsPipe(Layout.PlaceOf(group.Group), [.. group.Copies.Select(c => (Layout.PlaceOf(c.From), Layout.PlaceOf(c.To)))]);
                break;
            case SetOrigin set:
                Combine(set);
                break;
            default:
                throw new InvalidOperationException(select.Origin.Text);
        }
    }

    private void Steps()
    {
        var steps = select.Steps.AsSpan();
        var kept = KeptBefore();
        for (var i = Source is { Plan.CountPushed: true } ? 1 : 0; i < steps.Length; i++)
        {
            if (i == kept)
            {
                _pipe = steps[i] is FilterStep filter ? Kept(filter, select with { Steps = select.Steps[..i] }) : new KeptPipe(EnsureRows());
            }

            if (steps[i] is SortStep sort)
            {
                var skip = i + 1 < steps.Length && steps[i + 1] is SkipStep s ? s : null;
                var take = i + (skip is null ? 1 : 2) is var next && next < steps.Length && steps[next] is TakeStep t ? t : null;
                Sort(sort.Orderings, take is null ? null : CountOf(skip?.Count), CountOf(take?.Count));
            }
            else
            {
                Add(steps[i]);
            }
        }
    }

    private void Add(RowStep step)
    {
        switch (step)
        {
            case FilterStep filter:
                foreach (var part in ShapedQueries.Conjuncts(filter.Predicate).OrderBy(p => RowReferences.Of(p).Any(s => s.Subquery is not null)))
                {
                    Filter(part);
                }

                break;
            case SkipStep skip:
                Prepare([]);
                Wrap(typeof(SkipPipe<>), CountOf(skip.Count)!);
                break;
            case TakeStep take:
                Prepare([]);
                Wrap(typeof(TakePipe<>), CountOf(take.Count)!);
                break;
            case SkipWhileStep skip:
                Wrap(typeof(WhilePipe<>), Function(skip.Predicate), false);
                break;
            case TakeWhileStep take:
                Wrap(typeof(WhilePipe<>), Function(take.Predicate), true);
                break;
            case ReverseStep:
                Prepare([]);
                Wrap(typeof(ReversePipe<>));
                break;
            case DistinctStep distinct:
                Prepare(distinct.Keys);
                _pipe = new DistinctPipe(EnsureRows(), Keys(distinct.Keys));
                break;
            case DefaultIfEmptyStep defaultIfEmpty:
                _pipe = new DefaultIfEmptyPipe(EnsureRows(), Layout, Layout.PlaceOf(defaultIfEmpty.Presence));
                break;
            case AggregateStep aggregate:
                Aggregate(aggregate);
                break;
            case GroupStep group:
                Group(group);
                break;
            case JoinStep join:
                Join(join);
                break;
            case FlattenStep flatten:
                var rows = EnsureRows();
                var each = new PipelineBuilder(build, flatten.Inner, _done, "for each row", depth + 1) { IsForEachRow = true };
                var flat = each.BuildRows([]);
                _pipe = IsFree(flatten.Inner) ? new FlattenPipe(rows, new KeptPipe(flat)) : new FlattenPipe(ReadAheadPipe.Before(rows, each), flat);
                break;
            default:
                throw new InvalidOperationException(step.Text);
        }
    }

    private void Filter(Expression predicate) => Wrap(typeof(FilterPipe<>), Function(predicate));

    private void Map(Expression shaper, Type type)
    {
        var function = Function(shaper, type);
        _pipe = Create(typeof(MapPipe<,>), [RowType, type], _pipe, function);
    }

    private void Sort(IReadOnlyList<RowOrdering> orderings, RowCount? skip, RowCount? take)
    {
        Prepare([.. orderings.Select(o => o.Key)]);
        var keys = Array.CreateInstance(typeof(SortKeyPipe<>).MakeGenericType(RowType), orderings.Count);
        for (var i = 0; i < orderings.Count; i++)
        {
            keys.SetValue(Create(typeof(SortKeyPipe<,>), [RowType, orderings[i].Key.Type], Function(orderings[i].Key), orderings[i].Descending), i);
        }

        _pipe = Create(typeof(SortPipe<>), [RowType], _pipe, keys, skip, take);
    }

    // Runs the subqueries that the expressions read, and makes the row wide enough for them.
    private void Prepare(IReadOnlyList<Expression> expressions)
    {
        if (_value is not null)
        {
            EnsureRows();
        }

        var needed = new List<Subquery>();
        SelectSlots.Needed(expressions, _done, needed);
        foreach (var subquery in needed)
        {
            Apply(subquery);
        }

        if (_item is not null && expressions.Any(e => RowReferences.Of(e) is var read && (read.Count > 1 || (read.Count == 1 && !read.Contains(_item)))))
        {
            EnsureRows();
        }
    }

    private void Apply(Subquery subquery)
    {
        var rows = EnsureRows();
        HashSet<Subquery> around = [.. _done, subquery];
        var builder = new PipelineBuilder(build, subquery.Select, around, "subquery", depth + 1) { IsForEachRow = true };
        var inner = builder.BuildRows(subquery.Kind == SubqueryKind.Rows ? [subquery.Shaper] : []);
        if (SelectSlots.FreeIn(subquery, _done).Count == 0)
        {
            inner = new KeptPipe(inner);
        }
        else
        {
            rows = ReadAheadPipe.Before(rows, builder);
        }

        _pipe = new ApplyPipe(rows, inner, subquery.Kind, Layout.PlaceOf(subquery.Result), [.. subquery.Defined.Select(Layout.PlaceOf)]);
        _done.Add(subquery);
    }

    // The first step that reads the row around the query, where what stands before it is the same for every such row: that is read once.
    private int KeptBefore()
    {
        if (depth == 0 || !IsFree(select with { Steps = [] }))
        {
            return -1;
        }

        for (var i = 0; i < select.Steps.Length; i++)
        {
            if (!IsFree(select with { Steps = select.Steps[..(i + 1)] }))
            {
                return i;
            }
        }

        return -1;
    }

    // The rows that are kept, looked up by what the filter compares with the row around the query. It tests them again.
    private KeptPipe Kept(FilterStep filter, DynoSelect before)
    {
        var defined = SelectSlots.DefinedBy(before);
        var own = new List<Expression>();
        var outer = new List<Expression>();
        foreach (var part in ShapedQueries.Conjuncts(filter.Predicate))
        {
            if (part is BinaryExpression { NodeType: ExpressionType.Equal } equal)
            {
                var isLeft = IsOwn(equal.Left) && RowReferences.IsOuter(equal.Right, defined, _done);
                if (isLeft || (IsOwn(equal.Right) && RowReferences.IsOuter(equal.Left, defined, _done)))
                {
                    own.Add(isLeft ? equal.Left : equal.Right);
                    outer.Add(isLeft ? equal.Right : equal.Left);
                }
            }
        }

        Prepare(own);
        return own.Count == 0 ? new KeptPipe(EnsureRows()) : new KeptPipe(EnsureRows(), Keys(own), Computed(Boxes(outer)));

        // What queries inside it find of the kept rows is found before these are kept.
        bool IsOwn(Expression expression) => RowReferences.Of(expression) is { Count: > 0 } read
            && read.All(s => s.Subquery is { } found && !_done.Contains(found) ? SelectSlots.FreeIn(found, _done).IsSubsetOf(defined) : defined.Contains(s));
    }

    // Whether a select reads nothing of the row around it.
    private bool IsFree(DynoSelect inner)
    {
        var read = new HashSet<Slot>();
        SelectSlots.ReadBy(inner, read);
        var defined = SelectSlots.DefinedBy(inner);
        foreach (var slot in read)
        {
            if (defined.Contains(slot))
            {
                continue;
            }

            if (slot.Subquery is null || _done.Contains(slot.Subquery) || !SelectSlots.FreeIn(slot.Subquery, _done).IsSubsetOf(defined))
            {
                return false;
            }
        }

        return true;
    }

    private Pipe<object?[]> EnsureRows()
    {
        if (_item is not null)
        {
            _pipe = new ItemSlotPipe((Pipe<Item>)_pipe, Layout, Layout.PlaceOf(_item));
            _item = null;
        }
        else if (_value is var (slot, type))
        {
            _pipe = Create(typeof(ResultPipe<>), [type], _pipe, Layout, Layout.PlaceOf(slot));
            _value = null;
        }

        return (Pipe<object?[]>)_pipe;
    }

    private object Function(Expression body, Type? type = null)
    {
        Prepare([body]);
        type ??= body.Type;
        var (function, shape) = build.Compiler().Compile(body, type);
        return Create(_item is not null ? typeof(ItemFunc<>) : typeof(SlotsFunc<>), [type], function, shape);
    }

    // Several values of a row as one key; what they read has been prepared.
    private RowFunc<object?[], object?[]> Keys(IReadOnlyList<Expression> keys)
    {
        var (function, shape) = build.Compiler().Compile(Boxes(keys));
        return new SlotsFunc<object?[]>((Func<QueryContext, RowScope, object?[]>)function, shape);
    }

    private static NewArrayExpression Boxes(IEnumerable<Expression> values) =>
        Expression.NewArrayInit(typeof(object), values.Select(ValueEquality.Key));

    private ComputedValue Computed(Expression expression)
    {
        var (function, shape) = build.Compiler().Compile(expression, typeof(object));
        return new((Func<QueryContext, RowScope, object?>)function, shape);
    }

    private RowCount? CountOf(Expression? count) => count switch
    {
        null => null,
        ConstantExpression { Value: int value } => new(value, null),
        _ => new(null, Computed(count)),
    };

    private void Wrap(Type pipe, params object?[] arguments) => _pipe = Create(pipe, [RowType], [_pipe, .. arguments]);

    private static object Create(Type type, Type[] typeArguments, params object?[] arguments) =>
        Activator.CreateInstance(type.MakeGenericType(typeArguments), arguments)!;
}
