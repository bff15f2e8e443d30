// Fields and properties one after the other, from a captured object or a static member: `order.Customer.Id` for a variable `order`. Read as EF reads them.

using System.Linq.Expressions;
using System.Reflection;

namespace EFCore.Dyno.Query;

internal sealed class MemberPath : CapturedValue
{
    private readonly MemberInfo[] _members;

    // To a nullable type or to a base: the same value where it is boxed.
    private readonly Type? _conversion;
    private readonly bool _isStatic;

    private MemberPath(List<MemberInfo> members, Type? conversion, bool isStatic)
    {
        _members = [.. members];
        _conversion = conversion;
        _isStatic = isStatic;
    }

    public static new MemberPath? Of(Expression node)
    {
        var conversion = (Type?)null;
        if (IsSame(node))
        {
            conversion = node.Type;
            node = ((UnaryExpression)node).Operand;
        }

        var members = new List<MemberInfo>();
        var at = node;
        while (at is MemberExpression member)
        {
            members.Add(member.Member);
            at = member.Expression;
        }

        return members.Count > 0 && at is null or ConstantExpression ? new(members, conversion, isStatic: at is null) : null;
    }

    public override bool TryRead(Expression? node, out object? value)
    {
        value = null;
        if (_conversion is not null)
        {
            if (node is null || !IsSame(node) || node.Type != _conversion)
            {
                return false;
            }

            node = ((UnaryExpression)node).Operand;
        }

        try
        {
            return TryRead(node, 0, out value);
        }
        catch (Exception exception) when (exception is TargetException or TargetInvocationException or MemberAccessException)
        {
            // EF tells of it.
            return false;
        }
    }

    private static bool IsSame(Expression node) =>
        node is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Method: null, Operand.Type: var from }
        && (Nullable.GetUnderlyingType(node.Type) == from || (!from.IsValueType && node.Type.IsAssignableFrom(from)));

    private bool TryRead(Expression? node, int at, out object? value)
    {
        value = null;
        if (at == _members.Length)
        {
            value = (node as ConstantExpression)?.Value;
            return _isStatic ? node is null : node is ConstantExpression;
        }

        if (node is not MemberExpression member || member.Member != _members[at] || !TryRead(member.Expression, at + 1, out var instance))
        {
            return false;
        }

        value = member.Member is FieldInfo field ? field.GetValue(instance) : ((PropertyInfo)member.Member).GetValue(instance);
        return true;
    }
}
