// Makes the pattern of a query from the query and what EF's extraction made of it: where both have the same node it is part of the query, and where EF put a
// parameter, a value. Where EF's tree is another one in any other way, what EF does may depend on values (`flag && …` goes away or not), and there is no pattern.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class QueryPatternBuilder
{
    private static readonly QueryPattern s_none = new DefaultPattern(typeof(void));

    private readonly List<ParameterExpression> _parameters = [];

    // The constants of a computation, each with its place among the inputs; null while the query itself is built.
    private readonly Dictionary<ConstantExpression, int>? _inputs;
    private bool _isRefused;

    private QueryPatternBuilder(Dictionary<ConstantExpression, int>? inputs = null) => _inputs = inputs;

    public static QueryPattern? Build(Expression query, Expression extracted)
    {
        var builder = new QueryPatternBuilder();
        var pattern = builder.Visit(query, extracted);
        return builder._isRefused ? null : pattern;
    }

    // The pattern of a part that EF has worked out, and so has nothing of the rows; null where it is not such a part.
    public static (QueryPattern Pattern, IReadOnlyDictionary<ConstantExpression, int> Inputs)? BuildComputation(Expression node)
    {
        var inputs = new Dictionary<ConstantExpression, int>(ReferenceEqualityComparer.Instance);
        var builder = new QueryPatternBuilder(inputs);
        var pattern = builder.Visit(node, node);
        return builder._isRefused ? null : (pattern, inputs);
    }

    private QueryPattern Refuse()
    {
        _isRefused = true;
        return s_none;
    }

    private QueryPattern Visit(Expression query, Expression extracted) => (query, extracted) switch
    {
        (_, QueryParameterExpression parameter) => Value(query, parameter),
        (ConstantExpression constant, ConstantExpression) when _inputs is not null => Input(constant, _inputs),
        (ConstantExpression constant, ConstantExpression kept) => Constant(constant, kept),
        (_, ConstantExpression kept) => IsFixed(kept.Value) && CapturedValue.Of(query) is { } value ? new FixedPattern(value, kept.Value) : Refuse(),
        (EntityQueryRootExpression, EntityQueryRootExpression root) => Root(root),
        (MemberExpression, EntityQueryRootExpression root) => MemberPath.Of(query) is { } path ? new CapturedRootPattern(path, Root(root)) : Refuse(),
        (MethodCallExpression { Method: var method } call, MethodCallExpression made) when method.DeclaringType == typeof(MemoryExtensions) => OverSpan(call, made),
        _ => query.NodeType == extracted.NodeType && query.Type == extracted.Type ? Same(query, extracted) : Refuse(),
    };

    private QueryPattern Same(Expression query, Expression extracted) => (query, extracted) switch
    {
        (ParameterExpression parameter, ParameterExpression other) => LambdaParameter(parameter, other),
        (LambdaExpression lambda, LambdaExpression other) => Lambda(lambda, other),
        (MethodCallExpression call, MethodCallExpression other) when call.Method == other.Method =>
            new CallPattern(call.Method, call.Object is null ? null : Visit(call.Object, other.Object!), All(call.Arguments, other.Arguments)),
        (MemberExpression member, MemberExpression other) when member.Member == other.Member =>
            new MemberPattern(member.Member, member.Expression is null ? null : Visit(member.Expression, other.Expression!)),
        (UnaryExpression unary, UnaryExpression other) when unary.Method == other.Method =>
            new UnaryPattern(unary.NodeType, unary.Type, unary.Method, Visit(unary.Operand, other.Operand)),
        (BinaryExpression binary, BinaryExpression other) when binary.Method == other.Method && binary.Conversion is null && (_inputs is not null || !IsDecided(other)) =>
            new BinaryPattern(binary, Visit(binary.Left, other.Left), Visit(binary.Right, other.Right)),
        (ConditionalExpression conditional, ConditionalExpression other) when _inputs is not null || !IsValue(other.Test) => new ConditionalPattern(
            conditional.Type, Visit(conditional.Test, other.Test), Visit(conditional.IfTrue, other.IfTrue), Visit(conditional.IfFalse, other.IfFalse)),
        (TypeBinaryExpression type, TypeBinaryExpression other) when type.TypeOperand == other.TypeOperand =>
            new TypePattern(type, Visit(type.Expression, other.Expression)),
        (NewExpression made, NewExpression other) when made.Constructor == other.Constructor => new NewPattern(made, All(made.Arguments, other.Arguments)),
        (MemberInitExpression init, MemberInitExpression other) => Init(init, other),
        (NewArrayExpression array, NewArrayExpression other) => new NewArrayPattern(array.NodeType, array.Type, All(array.Expressions, other.Expressions)),
        (DefaultExpression, DefaultExpression) => new DefaultPattern(query.Type),
        _ => Refuse(),
    };

    private QueryPattern Value(Expression query, QueryParameterExpression parameter) => query switch
    {
        ConstantExpression constant => new ArgumentPattern(parameter.Name, constant.Type),
        _ when CapturedValue.Of(query) is { } value => new CapturedPattern(parameter.Name, value),
        _ => Refuse(),
    };

    // One node in two places could be two values next time.
    private QueryPattern Input(ConstantExpression constant, Dictionary<ConstantExpression, int> inputs) =>
        inputs.TryAdd(constant, inputs.Count) ? new InputPattern(inputs[constant], constant.Type) : Refuse();

    // An object of any other type may be equal to none but itself, and be another one each time.
    private QueryPattern Constant(ConstantExpression constant, ConstantExpression kept) =>
        constant.Type == kept.Type && IsFixed(constant.Value) && Equals(constant.Value, kept.Value)
            ? new ConstantPattern(constant.Type, constant.Value)
            : Refuse();

    private RootPattern Root(EntityQueryRootExpression root)
    {
        if (_inputs is not null || root.GetType() != typeof(EntityQueryRootExpression))
        {
            Refuse();
        }

        return new(root.EntityType);
    }

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

    // C# asks a span made of an array whether it contains something; EF asks the array.
    private QueryPattern OverSpan(MethodCallExpression call, MethodCallExpression made) =>
        _inputs is null && call is { Method.Name: nameof(MemoryExtensions.Contains), Arguments: [MethodCallExpression { Method.Name: "op_Implicit", Object: null, Arguments: [var array] } span, var value] }
        && made is { Method.Name: nameof(Enumerable.Contains), Arguments: [var madeArray, var madeValue] } && made.Method.DeclaringType == typeof(Enumerable)
            ? new CallPattern(call.Method, null, [new CallPattern(span.Method, null, [Visit(array, madeArray)]), Visit(value, madeValue)])
            : Refuse();

    private QueryPattern[] All(IReadOnlyList<Expression> query, IReadOnlyList<Expression> extracted) =>
        query.Count == extracted.Count ? [.. query.Zip(extracted, Visit)] : [Refuse()];

    // EF decides these by a value where it has one on a side.
    private static bool IsDecided(BinaryExpression binary) => binary.NodeType switch
    {
        ExpressionType.AndAlso or ExpressionType.OrElse => IsValue(binary.Left) || IsValue(binary.Right),
        ExpressionType.Coalesce => IsValue(binary.Left),
        _ => false,
    };

    private static bool IsFixed(object? value) => value is null or ValueType or string;

    private static bool IsValue(Expression node) => node is QueryParameterExpression or ConstantExpression;
}
