// A query that was met, as a tree that says of another whether it is the same query: the nodes are equal, but for the values that were captured, which it
// reads. One class a kind of node.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal abstract class QueryPattern
{
    // The match may be half filled where it is false.
    public abstract bool Matches(Expression? node, ref QueryMatch match);

    protected static bool AllMatch(QueryPattern[] patterns, IReadOnlyList<Expression> nodes, ref QueryMatch match)
    {
        if (patterns.Length != nodes.Count)
        {
            return false;
        }

        for (var i = 0; i < patterns.Length; i++)
        {
            if (!patterns[i].Matches(nodes[i], ref match))
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class CallPattern(MethodInfo method, QueryPattern? instance, QueryPattern[] arguments) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match)
    {
        if (node is not MethodCallExpression call || call.Method != method || (instance is null) != (call.Object is null))
        {
            return false;
        }

        // The list of a call's arguments would be made anew.
        var given = (IArgumentProvider)call;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!arguments[i].Matches(given.GetArgument(i), ref match))
            {
                return false;
            }
        }

        return instance is null || instance.Matches(call.Object, ref match);
    }
}

internal sealed class UnaryPattern(ExpressionType kind, Type type, MethodInfo? method, QueryPattern operand) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is UnaryExpression unary && unary.NodeType == kind && unary.Type == type && unary.Method == method && operand.Matches(unary.Operand, ref match);
}

internal sealed class BinaryPattern(BinaryExpression of, QueryPattern left, QueryPattern right) : QueryPattern
{
    private readonly ExpressionType _kind = of.NodeType;
    private readonly Type _type = of.Type;
    private readonly MethodInfo? _method = of.Method;

    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is BinaryExpression binary && binary.NodeType == _kind && binary.Type == _type && binary.Method == _method && binary.Conversion is null
        && left.Matches(binary.Left, ref match) && right.Matches(binary.Right, ref match);
}

internal sealed class MemberPattern(MemberInfo member, QueryPattern? instance) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is MemberExpression given && given.Member == member
        && (instance is null ? given.Expression is null : instance.Matches(given.Expression, ref match));
}

internal sealed class ConditionalPattern(Type type, QueryPattern test, QueryPattern ifTrue, QueryPattern ifFalse) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is ConditionalExpression given && given.Type == type
        && test.Matches(given.Test, ref match) && ifTrue.Matches(given.IfTrue, ref match) && ifFalse.Matches(given.IfFalse, ref match);
}

internal sealed class TypePattern(TypeBinaryExpression of, QueryPattern operand) : QueryPattern
{
    private readonly ExpressionType _kind = of.NodeType;
    private readonly Type _type = of.TypeOperand;

    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is TypeBinaryExpression given && given.NodeType == _kind && given.TypeOperand == _type && operand.Matches(given.Expression, ref match);
}

internal sealed class LambdaPattern(Type type, int first, Type[] parameters, QueryPattern body) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match)
    {
        if (node is not LambdaExpression lambda || lambda.Type != type)
        {
            return false;
        }

        var given = lambda.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (given[i].Type != parameters[i])
            {
                return false;
            }

            match.Bind(first + i, given[i]);
        }

        return body.Matches(lambda.Body, ref match);
    }
}

internal sealed class LambdaParameterPattern(int index) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) => node is not null && match.IsBound(index, node);
}

internal sealed class NewPattern(NewExpression of, QueryPattern[] arguments) : QueryPattern
{
    private readonly Type _type = of.Type;
    private readonly ConstructorInfo? _constructor = of.Constructor;
    private readonly MemberInfo[]? _members = of.Members?.ToArray();

    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is NewExpression given && given.Type == _type && given.Constructor == _constructor && HasMembers(given.Members)
        && AllMatch(arguments, given.Arguments, ref match);

    private bool HasMembers(IReadOnlyList<MemberInfo>? members)
    {
        if (_members is null || members is null)
        {
            return _members is null && members is null;
        }

        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i] != members[i])
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class MemberInitPattern(QueryPattern made, MemberInfo[] members, QueryPattern[] values) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match)
    {
        if (node is not MemberInitExpression given || given.Bindings.Count != members.Length || !made.Matches(given.NewExpression, ref match))
        {
            return false;
        }

        for (var i = 0; i < members.Length; i++)
        {
            if (given.Bindings[i] is not MemberAssignment assignment || assignment.Member != members[i] || !values[i].Matches(assignment.Expression, ref match))
            {
                return false;
            }
        }

        return true;
    }
}

internal sealed class NewArrayPattern(ExpressionType kind, Type type, QueryPattern[] elements) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is NewArrayExpression given && given.NodeType == kind && given.Type == type && AllMatch(elements, given.Expressions, ref match);
}

internal sealed class DefaultPattern(Type type) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) => node is DefaultExpression && node.Type == type;
}

// A constant that is part of the query, and not one of its parameters.
internal sealed class ConstantPattern(Type type, object? value) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) => node is ConstantExpression given && given.Type == type && Equals(given.Value, value);
}

// A constant that is a parameter: what Take and Skip are given, for instance.
internal sealed class ArgumentPattern(string name, Type type) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is ConstantExpression given && given.Type == type && match.Take(name, given.Value);
}

// A value that was captured, or made of what was.
internal sealed class CapturedPattern(string name, CapturedValue captured) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) => captured.TryRead(node, out var value) && match.Take(name, value);
}

// The same, where EF makes the value part of the query: another value is another query.
internal sealed class FixedPattern(CapturedValue captured, object? fixedValue) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) => captured.TryRead(node, out var value) && Equals(value, fixedValue);
}

// A constant within a computation.
internal sealed class InputPattern(int index, Type type) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match)
    {
        if (node is not ConstantExpression given || given.Type != type)
        {
            return false;
        }

        match.TakeInput(index, given.Value);
        return true;
    }
}

internal sealed class RootPattern(IEntityType entityType) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        node is EntityQueryRootExpression root && root.GetType() == typeof(EntityQueryRootExpression) && root.EntityType == entityType && match.IsOfProvider(root);
}

// A set that was captured, or a member of a captured context: a query within the query.
internal sealed class CapturedRootPattern(MemberPath path, RootPattern root) : QueryPattern
{
    public override bool Matches(Expression? node, ref QueryMatch match) =>
        path.TryRead(node, out var value) && value is IQueryable { Expression: var expression } && root.Matches(expression, ref match);
}
