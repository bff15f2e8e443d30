// Goes through the expressions of a row: beneath the nodes that only wrap another expression. What reads the row is for the visitor that looks for it.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal abstract class RowVisitor : ExpressionVisitor
{
    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case NullSafe safe:
                Visit(safe.Inner);
                break;
            case Optional optional:
                Visit(optional.Inner);
                break;
            case InstanceRead instance:
                Visit(instance.Instance);
                break;
            case ValuesOrNone values:
                Visit(values.Values);
                break;
            case UnlessNull unless:
                Visit(unless.Inner);
                break;
            case TypeRead type:
                Visit(type.Shaper);
                break;
        }

        return node;
    }
}
