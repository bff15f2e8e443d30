// Makes the pattern of a tree from the tree and what was made of it: where both have the same node, it is part of the pattern. What else may stand in a
// place, the heirs say: QueryPatternBuilder of a whole query, ComputationBuilder of a part that is worked out before it.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal abstract class PatternBuilder
{
    private static readonly QueryPattern s_none = new DefaultPattern(typeof(void));

    private readonly List<ParameterExpression> _parameters = [];
    private bool _isRefused;

    // Null where there is no pattern.
    protected QueryPattern? BuildAll(Expression written, Expression made)
    {
        var pattern = Visit(written, made);
        return _isRefused ? null : pattern;
    }

    protected abstract QueryPattern Visit(Expression written, Expression made);

    protected QueryPattern Refuse()
    {
        _isRefused = true;
        return s_none;
    }

    protected QueryPattern Same(Expression written, Expression made) =>
        written.NodeType == made.NodeType && written.Type == made.Type ? SameKind(written, made) : Refuse();

    private QueryPattern SameKind(Expression written, Expression made) => (written, made) switch
    {
        (ParameterExpression parameter, ParameterExpression other) => LambdaParameter(parameter, other),
        (LambdaExpression lambda, LambdaExpression other) => Lambda(lambda, other),
        (MethodCallExpression call, MethodCallExpression other) when call.Method == other.Method =>
            new CallPattern(call.Method, call.Object is null ? null : Visit(call.Object, other.Object!), All(call.Arguments, other.Arguments)),
        (MemberExpression member, MemberExpression other) when member.Member == other.Member =>
            new MemberPattern(member.Member, member.Expression is null ? null : Visit(member.Expression, other.Expression!)),
        (UnaryExpression unary, UnaryExpression other) when unary.Method == other.Method =>
            new UnaryPattern(unary.NodeType, unary.Type, unary.Method, Visit(unary.Operand, other.Operand)),
        (BinaryExpression binary, BinaryExpression other) when binary.Method == other.Method && binary.Conversion is null =>
            new BinaryPattern(binary, Visit(binary.Left, other.Left), Visit(binary.Right, other.Right)),
        (ConditionalExpression conditional, ConditionalExpression other) => new ConditionalPattern(
            conditional.Type, Visit(conditional.Test, other.Test), Visit(conditional.IfTrue, other.IfTrue), Visit(conditional.IfFalse, other.IfFalse)),
        (TypeBinaryExpression type, TypeBinaryExpression other) when type.TypeOperand == other.TypeOperand =>
            new TypePattern(type, Visit(type.Expression, other.Expression)),
        (NewExpression creation, NewExpression other) when creation.Constructor == other.Constructor =>
            new NewPattern(creation, All(creation.Arguments, other.Arguments)),
        (MemberInitExpression init, MemberInitExpression other) => Init(init, other),
        (NewArrayExpression array, NewArrayExpression other) => new NewArrayPattern(array.NodeType, array.Type, All(array.Expressions, other.Expressions)),
        (DefaultExpression, DefaultExpression) => new DefaultPattern(written.Type),
        _ => Refuse(),
    };

    private QueryPattern LambdaParameter(ParameterExpression parameter, ParameterExpression other)
    {
        var index = _parameters.LastIndexOf(parameter);
        return index >= 0 && parameter == other ? new LambdaParameterPattern(index) : Refuse();
    }

    private QueryPattern Lambda(LambdaExpression lambda, LambdaExpression other)
    {
        var first = _parameters.Count;
        _parameters.AddRange(lambda.Parameters);
        return _parameters.Count <= QueryMatch.MostLambdaParameters
            ? new LambdaPattern(lambda.Type, first, [.. lambda.Parameters.Select(p => p.Type)], Visit(lambda.Body, other.Body))
            : Refuse();
    }

    private QueryPattern Init(MemberInitExpression init, MemberInitExpression other)
    {
        var assignments = init.Bindings.OfType<MemberAssignment>().ToArray();
        var others = other.Bindings.OfType<MemberAssignment>().ToArray();
        return assignments.Length == init.Bindings.Count && assignments.Select(a => a.Member).SequenceEqual(others.Select(a => a.Member))
            ? new MemberInitPattern(
                Visit(init.NewExpression, other.NewExpression),
                [.. assignments.Select(a => a.Member)],
                [.. assignments.Zip(others, (a, b) => Visit(a.Expression, b.Expression))])
            : Refuse();
    }

    private QueryPattern[] All(IReadOnlyList<Expression> written, IReadOnlyList<Expression> made) =>
        written.Count == made.Count ? [.. written.Zip(made, Visit)] : [Refuse()];
}
