// How a pipeline begins: reading an entity type's items by their plan, combining two selects, joining a third.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed partial class PipelineBuilder
{
    private void Read(StoreOrigin store, Expression? shaper)
    {
        _item = store.Source.Slot!;
        select = UnlessNull.Decide(select, build.Facts);
        var paths = AccessPaths.For(DynoModel.Of(store.EntityType.Model).For(store.EntityType));
        var filters = new FilterTranslator(_item, _done, build.Facts);
        var request = PlanRequests.For(select, store, shaper, paths, filters, correlated: true);
        var plan = AccessPathPlanner.Plan(request);
        var correlated = select.Predicates.Any(IsCorrelated);
        if (correlated && !ComputedTerms.OfKey(plan).Any())
        {
            // The same items for all rows around the query are read once; what is compared with those rows is looked up.
            plan = AccessPathPlanner.Plan(PlanRequests.For(select, store, shaper, paths, filters, correlated: false));
        }
        else
        {
            correlated = false;
        }

        var shown = plan;
        var isHead = depth == 0 && shaper is not null && Gather(plan, store, shaper, out shown);
        if (isHead)
        {
            plan = AccessPathPlanner.Plan(request with { FromCollection = true });
            shown = shown with { Notes = plan.Notes };
        }
        else if (build.Collection?.Has(_item) == true && plan.Kind is AccessKind.GetItem or AccessKind.Query)
        {
            shown = plan = AccessPathPlanner.Plan(request with { FromCollection = true });
        }

        build.Facts.Rely(plan, request.Predicates);
        BindComputed(plan);
        if (IsForEachRow && plan is { Kind: AccessKind.GetItem or AccessKind.Query, FromCollection: false, HasListKey: false } && select.EvaluateAtMost is null
            && ComputedTerms.OfKey(plan).Any(t => RowReferences.IsOuter(t.Expression, _item, _done)))
        {
            shown = plan = plan with { IsGathered = true };
        }

        build.Outline.Add(depth, label, shown, store.EntityType, select.AllowScan);
        var source = new SourcePlan(plan, paths[0], build.Tags)
        {
            Segments = select.ScanSegments,
            EvaluateAtMost = CountOf(select.EvaluateAtMost),
            Collection = isHead || plan.FromCollection ? build.Collection : null,
        };
        Source = source;
        if (isHead)
        {
            build.Collection!.Head = source;
        }

        var skip = CountOf(select.Skip);
        var take = CountOf(select.Take);
        if (plan.CountPushed && !correlated)
        {
            var count = (AggregateStep)select.Steps[0];
            _pipe = count.Kind == AggregateKind.Count
                ? new StoreCountPipe<int>(source, static n => checked((int)n))
                : new StoreCountPipe<long>(source, static n => n);
            _item = null;
            _value = (count.Result, count.ResultType);
            return;
        }

        var inOrder = select.Orderings.IsEmpty || plan.OrderedByStore;
        Reads = new(source, inOrder ? skip : null, inOrder ? take ?? One(select) : null);
        _pipe = correlated ? Hashed(Reads) : Reads;

        foreach (var index in plan.ClientPredicates.OrderBy(i => RowReferences.Of(select.Predicates[i]).Any(s => s.Subquery is { } q && !_done.Contains(q))))
        {
            Filter(select.Predicates[index]);
        }

        if (!select.Orderings.IsEmpty && !plan.OrderedByStore && plan.Kind != AccessKind.GetItem)
        {
            Sort(select.Orderings, skip, take);
        }

        if (skip is not null)
        {
            Wrap(typeof(SkipPipe<>), skip);
        }

        // One item at most needs no count.
        if (take is not null && !(plan.Kind == AccessKind.GetItem && take.Constant > 0))
        {
            Wrap(typeof(TakePipe<>), take);
        }
    }

    private void Run(StatementOrigin origin)
    {
        _item = origin.Source.Slot!;
        var plan = $"ExecuteStatement{Environment.NewLine}  statement: {origin.Statement.ReplaceLineEndings(" ")}"
            + (select.ConsistentRead ? $"{Environment.NewLine}  consistent: yes" : "");
        build.Outline.Add(depth, label, plan + string.Concat(select.Steps.Select(s => $"{Environment.NewLine}  client: {s.Text}")));
        _pipe = new StatementPipe(
            new(plan.ReplaceLineEndings(";"), build.Tags), origin.Statement, Computed(origin.Arguments), select.ConsistentRead,
            DynoModel.Of(origin.EntityType.Model).For(origin.EntityType));
    }

    // Whether this read and others of the query are answered by one Query of their item collection. Shown: the plan that is.
    private bool Gather(QueryPlan plan, StoreOrigin store, Expression shaper, out QueryPlan shown)
    {
        shown = plan;
        var head = new CollectionPart(_item!, DynoModel.Of(store.EntityType.Model).For(store.EntityType), plan, CollectionParts.IsWhole(select, plan));
        var candidates = CollectionParts.Within(select, shaper, build.Facts);
        if (candidates.Count == 0 || select.EvaluateAtMost is not null || ItemCollections.Plan(head, candidates) is not var (together, parts))
        {
            return false;
        }

        BindComputed(together);
        build.Collection = new(new SourcePlan(together, AccessPaths.For(head.Map)[0], build.Tags), parts);
        shown = together;
        return true;
    }

    // One row tells whether there is any.
    private static RowCount? One(DynoSelect select) =>
        select.Steps is [AggregateStep { Kind: AggregateKind.Any or AggregateKind.None }, ..] ? new(1, null) : null;

    private bool IsCorrelated(Expression predicate) =>
        RowReferences.Of(predicate).Any(s => s != _item && (s.Subquery is null || _done.Contains(s.Subquery)));

    private void BindComputed(QueryPlan plan)
    {
        foreach (var term in ComputedTerms.Of(plan))
        {
            term.Computed ??= Computed(term.Expression);
        }
    }

    // Equalities between the items' own values and values of the row around the query become a lookup. They are tested again.
    private HashedItemsPipe Hashed(Pipe<Item> items)
    {
        var own = new List<Expression>();
        var outer = new List<Expression>();
        foreach (var predicate in select.Predicates)
        {
            var equal = predicate is BinaryExpression { NodeType: ExpressionType.Coalesce, Left: var inner } ? inner : predicate;
            if (equal is not BinaryExpression { NodeType: ExpressionType.Equal } binary)
            {
                continue;
            }

            if (IsOwn(binary.Left) && RowReferences.IsOuter(binary.Right, _item!, _done))
            {
                own.Add(binary.Left);
                outer.Add(binary.Right);
            }
            else if (IsOwn(binary.Right) && RowReferences.IsOuter(binary.Left, _item!, _done))
            {
                own.Add(binary.Right);
                outer.Add(binary.Left);
            }
        }

        if (own.Count == 0)
        {
            return new(items, null, null);
        }

        var (function, shape) = build.Compiler().Compile(Boxes(own));
        return new(items, new ItemFunc<object?[]>((Func<QueryContext, RowScope, object?[]>)function, shape), Computed(Boxes(outer)));
    }

    private bool IsOwn(Expression expression) => RowReferences.Of(expression) is { Count: 1 } slots && slots.Contains(_item!);

    private void Combine(SetOrigin set)
    {
        var left = Side(set, set.Left, left: true);
        var right = Side(set, set.Right, left: false);
        var keys = set.Keys.IsEmpty ? null : Keys(set.Keys);
        _pipe = new SetPipe(set.Kind, left, right, keys, Layout);
    }

    private SetSide Side(SetOrigin set, DynoSelect side, bool left)
    {
        var values = set.Columns.Select(c => (c.Slot, Value: left ? c.Left : c.Right)).Where(c => c.Value is not null).ToList();
        var pipe = new PipelineBuilder(build, side, _done, left ? set.Kind.ToString().ToLowerInvariant() : "with", depth + 1)
            .BuildRows(values.Select(v => v.Value!));
        return new(
            pipe,
            left ? [] : [.. set.Columns.Where(c => c.RightSlot is not null).Select(c => (Layout.PlaceOf(c.RightSlot!), Layout.PlaceOf(c.Slot)))],
            values.Count == 0 ? null : Keys([.. values.Select(v => v.Value!)]),
            [.. values.Select(v => Layout.PlaceOf(v.Slot))]);
    }

    private void Join(JoinStep step)
    {
        Prepare(step.OuterKeys);
        var presence = step.Presence is null ? -1 : Layout.PlaceOf(step.Presence);
        if (step.Kind != JoinKind.Right && Lookups.Of(step, _done, build.Facts) is { } keyed)
        {
            var rows = EnsureRows();
            var lookup = new PipelineBuilder(build, keyed, _done, "join, for each row", depth + 1) { IsForEachRow = true };
            var found = lookup.BuildRows([]);
            _pipe = new FlattenPipe(ReadAheadPipe.Before(rows, lookup), found, presence);
            return;
        }

        var outer = EnsureRows();
        var builder = new PipelineBuilder(build, step.Inner, _done, step.Kind.ToString().ToLowerInvariant() + " join, held in memory", depth + 1);
        var inner = builder.BuildRows(step.InnerKeys);
        if (depth > 0 && IsFree(step.Inner))
        {
            inner = new KeptPipe(inner);
        }

        _pipe = new HashJoinPipe(step.Kind, outer, inner, Keys(step.OuterKeys), Keys(step.InnerKeys), step.NullsMatch, presence);
    }
}
