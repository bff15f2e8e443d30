// Builds the chain of pipes of a select: source, what the plan left over, steps, shaper. Types are closed here, once per query.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class PipelineBuilder(DynoSelect select, SourcePlan source, Func<RowCompiler> compiler)
{
    // The row's type and its parameter: null while the row is the item itself.
    private Type _type = typeof(Item);
    private ParameterExpression? _row;
    private object _pipe = null!;

    public object Build(Expression shaper)
    {
        var plan = source.Plan;
        var skip = CountOf(select.Skip);
        var take = CountOf(select.Take);
        var steps = select.Steps.AsSpan();
        if (plan.CountPushed)
        {
            var count = (AggregateStep)steps[0];
            _pipe = count.Kind == AggregateKind.Count
                ? new StoreCountPipe<int>(source, static n => checked((int)n))
                : new StoreCountPipe<long>(source, static n => n);
            Become(count.Row);
            steps = steps[1..];
        }
        else
        {
            _pipe = new SourcePipe(source, skip, take);
            foreach (var index in plan.ClientPredicates)
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

            if (take is not null)
            {
                Wrap(typeof(TakePipe<>), take);
            }
        }

        foreach (var step in steps)
        {
            Add(step);
        }

        if (shaper != _row)
        {
            Map(shaper);
        }

        return _pipe;
    }

    private void Add(RowStep step)
    {
        switch (step)
        {
            case FilterStep filter:
                Filter(filter.Predicate);
                break;
            case SortStep sort:
                Sort(sort.Orderings, null, null);
                break;
            case SkipStep skip:
                Wrap(typeof(SkipPipe<>), CountOf(skip.Count)!);
                break;
            case TakeStep take:
                Wrap(typeof(TakePipe<>), CountOf(take.Count)!);
                break;
            case ProjectStep project:
                Map(project.Shaper);
                Become(project.Row);
                break;
            case DistinctStep:
                Wrap(typeof(DistinctPipe<>));
                break;
            case AggregateStep aggregate:
                Aggregate(aggregate);
                break;
            default:
                throw new InvalidOperationException(step.Text);
        }
    }

    private void Become(ParameterExpression row)
    {
        _row = row;
        _type = row.Type;
    }

    private void Filter(Expression predicate) => Wrap(typeof(FilterPipe<>), Function(predicate));

    private void Map(Expression shaper)
    {
        _pipe = Create(typeof(MapPipe<,>), [_type, shaper.Type], _pipe, Function(shaper));
        _type = shaper.Type;
    }

    private void Sort(IReadOnlyList<RowOrdering> orderings, RowCount? skip, RowCount? take)
    {
        var keys = Array.CreateInstance(typeof(SortKeyPipe<>).MakeGenericType(_type), orderings.Count);
        for (var i = 0; i < orderings.Count; i++)
        {
            keys.SetValue(Create(typeof(SortKeyPipe<,>), [_type, orderings[i].Key.Type], Function(orderings[i].Key), orderings[i].Descending), i);
        }

        _pipe = Create(typeof(SortPipe<>), [_type], _pipe, keys, skip, take);
    }

    private void Aggregate(AggregateStep step)
    {
        if (step.Selector is { } selector && selector != _row)
        {
            Map(selector);
        }

        var factory = Accumulators.For(step.Kind, _type, step.Row.Type);
        _pipe = Create(typeof(AggregatePipe<,>), [_type, step.Row.Type], _pipe, factory);
        Become(step.Row);
    }

    private object Function(Expression body)
    {
        if (_row is not null)
        {
            return Create(typeof(ValueFunc<,>), [_type, body.Type], compiler().CompileValue(body, _row));
        }

        var (function, shape) = compiler().CompileItem(body, select.Source);
        return Create(typeof(ItemFunc<>), [body.Type], function, shape);
    }

    private void Wrap(Type pipe, params object?[] arguments) => _pipe = Create(pipe, [_type], [_pipe, .. arguments]);

    private static object Create(Type type, Type[] typeArguments, params object?[] arguments) =>
        Activator.CreateInstance(type.MakeGenericType(typeArguments), arguments)!;

    private static RowCount? CountOf(Expression? count) => count switch
    {
        null => null,
        ConstantExpression { Value: int value } => new(value, null),
        QueryParameterExpression parameter => new(null, parameter.Name),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => CountOf(convert.Operand),
        _ => throw RowTranslator.Failed(count, QueryMessages.Operator("A computed count of rows", "Compute it before the query.")),
    };
}
