// The accumulator of an aggregate over a type, with LINQ's result types.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal static class Accumulators
{
    // A Func that makes an Accumulator of these types.
    public static Delegate For(AggregateKind kind, Type type, Type result)
    {
        var creation = kind switch
        {
            AggregateKind.Count => New(typeof(CountAccumulator<>), [type]),
            AggregateKind.LongCount => New(typeof(LongCountAccumulator<>), [type]),
            AggregateKind.Any => New(typeof(ExistsAccumulator<>), [type], true),
            AggregateKind.None => New(typeof(ExistsAccumulator<>), [type], false),
            AggregateKind.Min => New(typeof(ExtremeAccumulator<>), [type], -1),
            AggregateKind.Max => New(typeof(ExtremeAccumulator<>), [type], 1),
            AggregateKind.Sum => Lifted(type, result, SumOf, zeroWhenEmpty: true),
            _ => Lifted(type, result, AverageOf, zeroWhenEmpty: false),
        };
        var accumulator = typeof(Accumulator<,>).MakeGenericType(type, result);
        return Expression.Lambda(typeof(Func<>).MakeGenericType(accumulator), Expression.Convert(creation, accumulator)).Compile();
    }

    private static NewExpression Lifted(Type type, Type result, Func<Type, Type, NewExpression> create, bool zeroWhenEmpty)
    {
        if (Nullable.GetUnderlyingType(type) is not { } bare)
        {
            return create(type, result);
        }

        var bareResult = Nullable.GetUnderlyingType(result)!;
        var inner = create(bare, bareResult);
        return Expression.New(
            typeof(NullableAccumulator<,>).MakeGenericType(bare, bareResult).GetConstructors()[0], inner, Expression.Constant(zeroWhenEmpty));
    }

    // float sums in double and long in itself, as in LINQ.
    private static NewExpression SumOf(Type type, Type result) => New(typeof(SumAccumulator<,>), [type, type == typeof(float) ? typeof(double) : type]);

    private static NewExpression AverageOf(Type type, Type result) =>
        New(typeof(AverageAccumulator<,,>), [type, type == typeof(int) ? typeof(long) : type == typeof(float) ? typeof(double) : type, result]);

    private static NewExpression New(Type type, Type[] typeArguments, params object[] arguments) => Expression.New(
        type.MakeGenericType(typeArguments).GetConstructors()[0], arguments.Select(Expression.Constant));
}
