// Makes the pattern of a part that EF has worked out, and so has nothing of the rows: its constants are inputs, and all else is the computation.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal sealed class ComputationBuilder : PatternBuilder
{
    // Each constant with its place among the inputs.
    private readonly Dictionary<ConstantExpression, int> _inputs = new(ReferenceEqualityComparer.Instance);

    private ComputationBuilder()
    {
    }

    // Null where the part is of a kind that is not known.
    public static (QueryPattern Pattern, IReadOnlyDictionary<ConstantExpression, int> Inputs)? Build(Expression node)
    {
        var builder = new ComputationBuilder();
        return builder.BuildAll(node, node) is { } pattern ? (pattern, builder._inputs) : null;
    }

    protected override QueryPattern Visit(Expression written, Expression made) => written switch
    {
        ConstantExpression constant => Input(constant),
        MethodCallExpression { Method: var method } when method.DeclaringType == typeof(MemoryExtensions) => Refuse(),
        _ => Same(written, made),
    };

    // One node in two places could be two values next time.
    private QueryPattern Input(ConstantExpression constant) =>
        _inputs.TryAdd(constant, _inputs.Count) ? new InputPattern(_inputs[constant], constant.Type) : Refuse();
}
