// A hash of a query as it was written, without the values that it captured: equal for executions that one pattern matches.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal struct QueryHash
{
    // Far beyond what anybody writes; a tree that deep is EF's to refuse.
    private const int Deepest = 200;

    private int _hash;
    private int _depth;
    private bool _inLambda;

    // Null for a query with a node that no pattern has.
    public static int? Of(Expression query, QueryKind kind)
    {
        var hash = new QueryHash();
        hash.Add(kind.Function.GetHashCode());
        hash.Add(((int)kind.Tracking << 1) + (kind.Async ? 1 : 0));
        return hash.Visit(query) ? hash._hash : null;
    }

    private void Add(int value) => _hash = (_hash * 31) + value;

    private bool Visit(Expression? node)
    {
        if (node is null)
        {
            Add(0);
            return true;
        }

        Add((int)node.NodeType);
        if (++_depth > Deepest)
        {
            return false;
        }

        var isKnown = node switch
        {
            MethodCallExpression call => VisitCall(call),
            MemberExpression member => VisitMember(member),
            UnaryExpression unary => VisitUnary(unary),
            LambdaExpression lambda => VisitLambda(lambda),
            BinaryExpression binary => binary.Conversion is null && Visit(binary.Left) && Visit(binary.Right),
            ParameterExpression parameter => VisitType(parameter),
            ConstantExpression constant => VisitConstant(constant),
            NewExpression made => VisitNew(made),
            MemberInitExpression init => VisitNew(init.NewExpression) && VisitBindings(init.Bindings),
            NewArrayExpression array => VisitType(array) && VisitAll(array.Expressions),
            ConditionalExpression conditional => Visit(conditional.Test) && Visit(conditional.IfTrue) && Visit(conditional.IfFalse),
            TypeBinaryExpression type => Visit(type.Expression),
            DefaultExpression => VisitType(node),
            EntityQueryRootExpression root => VisitRoot(root),
            _ => false,
        };
        _depth--;
        return isKnown;
    }

    private bool VisitCall(MethodCallExpression call)
    {
        Add(call.Method.GetHashCode());
        var arguments = (IArgumentProvider)call;
        for (var i = 0; i < arguments.ArgumentCount; i++)
        {
            if (!Visit(arguments.GetArgument(i)))
            {
                return false;
            }
        }

        return Visit(call.Object);
    }

    // What stands at the end of members is captured, and another one each time.
    private bool VisitMember(MemberExpression member)
    {
        Add(member.Member.GetHashCode());
        return member.Expression is ConstantExpression || Visit(member.Expression);
    }

    private bool VisitUnary(UnaryExpression unary) => VisitType(unary) && Visit(unary.Operand);

    private bool VisitLambda(LambdaExpression lambda)
    {
        var outer = _inLambda;
        _inLambda = true;
        var isKnown = Visit(lambda.Body);
        _inLambda = outer;
        return isKnown;
    }

    // Outside of lambdas a constant is a parameter of the query.
    private bool VisitConstant(ConstantExpression constant)
    {
        if (_inLambda && constant.Value is ValueType or string)
        {
            Add(constant.Value.GetHashCode());
        }

        return true;
    }

    private bool VisitNew(NewExpression made)
    {
        Add(made.Constructor?.GetHashCode() ?? made.Type.GetHashCode());
        return VisitAll(made.Arguments);
    }

    private bool VisitBindings(IReadOnlyList<MemberBinding> bindings)
    {
        for (var i = 0; i < bindings.Count; i++)
        {
            Add(bindings[i].Member.GetHashCode());
            if (bindings[i] is not MemberAssignment assignment || !Visit(assignment.Expression))
            {
                return false;
            }
        }

        return true;
    }

    private bool VisitAll(IReadOnlyList<Expression> nodes)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            if (!Visit(nodes[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool VisitType(Expression node)
    {
        Add(node.Type.GetHashCode());
        return true;
    }

    // A root of another class has more to it than its entity type.
    private bool VisitRoot(EntityQueryRootExpression root)
    {
        Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(root.EntityType));
        return root.GetType() == typeof(EntityQueryRootExpression);
    }
}
