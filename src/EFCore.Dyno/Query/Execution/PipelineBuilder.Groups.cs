// How groups and aggregates join the pipeline.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal sealed partial class PipelineBuilder
{
    private void Aggregate(AggregateStep step)
    {
        var (type, result) = TypesOf(step, RowType);
        if (step.Selector is { } selector)
        {
            Map(selector, type);
        }
        else
        {
            Prepare([]);
            type = RowType;
        }

        _pipe = Create(typeof(AggregatePipe<,>), [type, result], _pipe, Accumulators.For(step.Kind, type, result));
        if (result != step.ResultType)
        {
            _pipe = Create(typeof(PresentPipe<>), [step.ResultType], _pipe, step.Kind == AggregateKind.Sum);
        }

        _item = null;
        _value = (step.Result, step.ResultType);
    }

    // What an aggregate adds up, and what that gives. Values that may be missing are left out; where none is left there is no result, or it is zero:
    // then the result is a nullable of the type that was asked for.
    private static (Type Type, Type Result) TypesOf(AggregateStep step, Type rowType)
    {
        if (step.Selector is not { } selector)
        {
            return (rowType, step.ResultType);
        }

        var type = step.ResultType.IsValueType && Nullable.GetUnderlyingType(step.ResultType) is null ? selector.Type : Nulls.Lift(selector.Type);
        var lifted = type.IsValueType && Nullable.GetUnderlyingType(type) is not null && Nulls.Lift(step.ResultType) != step.ResultType;
        return (type, lifted ? Nulls.Lift(step.ResultType) : step.ResultType);
    }

    private void Group(GroupStep step)
    {
        Prepare([.. step.Keys.Select(k => k.Value), step.Element]);
        var rows = EnsureRows();
        var keys = Keys([.. step.Keys.Select(k => k.Value)]);
        int[] places = [.. step.Keys.Select(k => k.Slot is null ? -1 : Layout.PlaceOf(k.Slot))];
        if (step.Aggregates.IsDefaultOrEmpty)
        {
            _pipe = new GroupPipe(rows, keys, places, Layout.PlaceOf(step.Group));
            return;
        }

        _pipe = new GroupAggregatePipe(rows, keys, places, [.. step.Aggregates.Select(AggregateOf)], Layout);
        _done.UnionWith(step.Aggregates);
    }

    private GroupAggregate AggregateOf(Subquery subquery)
    {
        var aggregate = (AggregateStep)subquery.Select.Steps[^1];
        var (type, result) = TypesOf(aggregate, typeof(object?[]));
        (int, int)[] copies = [.. ((GroupOrigin)subquery.Select.Origin).Copies.Select(c => (Layout.PlaceOf(c.From), Layout.PlaceOf(c.To)))];
        RowFunc<object?[], bool>[] filters = [.. subquery.Select.Steps.OfType<FilterStep>().Select(f => (RowFunc<object?[], bool>)Compiled(f.Predicate, typeof(bool)))];
        return (GroupAggregate)Create(
            typeof(GroupAggregate<,>),
            [type, result],
            copies,
            filters,
            aggregate.Selector is null ? null : Compiled(aggregate.Selector, type),
            Accumulators.For(aggregate.Kind, type, result),
            result == aggregate.ResultType ? null : Create(typeof(PresentValue<>), [aggregate.ResultType], aggregate.Kind == AggregateKind.Sum),
            Layout.PlaceOf(aggregate.Result),
            Layout.PlaceOf(subquery.Result));

        object Compiled(Expression body, Type of)
        {
            var (function, shape) = build.Compiler().Compile(body, of);
            return Create(typeof(SlotsFunc<>), [of], function, shape);
        }
    }
}
