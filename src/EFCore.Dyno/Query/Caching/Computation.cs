// A value that is more than a captured variable: `day.AddDays(-7)`, `names[0]`, `new DateTime(2026, 1, 1)`. EF compiles it anew for each execution, which takes
// longer than most queries; here it is compiled once, with its constants as inputs.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal sealed class Computation : CapturedValue
{
    private static readonly Dictionary<string, object?> s_noValues = [];

    private readonly QueryPattern _pattern;
    private readonly Func<object?[], object?> _compute;
    private readonly int _inputs;

    private Computation(QueryPattern pattern, Func<object?[], object?> compute, int inputs) => (_pattern, _compute, _inputs) = (pattern, compute, inputs);

    public static new Computation? Of(Expression node)
    {
        if (ComputationBuilder.Build(node) is not { } built)
        {
            return null;
        }

        var inputs = Expression.Parameter(typeof(object[]), "inputs");
        try
        {
            var body = Expression.Convert(new Inputs(built.Inputs, inputs).Visit(node), typeof(object));
            return new(built.Pattern, Expression.Lambda<Func<object?[], object?>>(body, inputs).Compile(preferInterpretation: true), built.Inputs.Count);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NotSupportedException or TypeLoadException)
        {
            // Such as a span, which no tree can hold.
            return null;
        }
    }

    public override bool TryRead(Expression? node, out object? value)
    {
        value = null;
        var inputs = new object?[_inputs];
        var match = new QueryMatch(s_noValues, inputs);
        if (!_pattern.Matches(node, ref match))
        {
            return false;
        }

        try
        {
            value = _compute(inputs);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Whatever it is, it is the application's: EF meets it too and tells of it.
            return false;
        }
    }

    private sealed class Inputs(IReadOnlyDictionary<ConstantExpression, int> indexes, ParameterExpression inputs) : ExpressionVisitor
    {
        protected override Expression VisitConstant(ConstantExpression node) =>
            Expression.Convert(Expression.ArrayIndex(inputs, Expression.Constant(indexes[node])), node.Type);
    }
}
