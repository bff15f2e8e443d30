// What a condition, an order or a key cannot be worked out of: an entity as an object, given to a method or asked for a member that is not mapped.
// Only what a query ends with makes entities; EF's providers refuse the rest alike, and name the member.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class WholeValues : ExpressionVisitor
{
    private readonly HashSet<ParameterExpression> _bound = [];
    private readonly HashSet<string> _details = [];
    private bool _found;

    private WholeValues()
    {
    }

    // The query as it was written is what the message shows.
    public static Expression Refuse(Expression translated, Expression query)
    {
        var visitor = new WholeValues();
        visitor.Visit(translated);
        return !visitor._found ? translated
            : throw (visitor._details.Count == 0
                ? new InvalidOperationException(CoreStrings.TranslationFailed(ExpressionPrinter.Print(query)))
                : RowTranslator.Failed(query, string.Join(Environment.NewLine, visitor._details)));
    }

    // A key may be an entity, or an object with entities among its parts: their keys stand for them.
    public static Expression RefuseInside(Expression key, Expression query)
    {
        if (RowBinder.ShaperOf(key) is not null)
        {
            return key;
        }

        if (MadeObjects.PartsOf(key) is not { } parts)
        {
            return Refuse(key, query);
        }

        foreach (var part in parts)
        {
            RefuseInside(part, query);
        }

        return key;
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (RowBinder.ShaperOf(node.Expression) is { } shaper)
        {
            _found = true;
            _details.Add(CoreStrings.QueryUnableToTranslateMember(node.Member.Name, shaper.StructuralType.DisplayName()));
            return node;
        }

        return base.VisitMember(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node is { Method.Name: "get_Item", Object: { } target, Arguments: [ConstantExpression { Value: string name }] } && RowBinder.ShaperOf(target) is { } shaper)
        {
            _found = true;
            _details.Add(CoreStrings.QueryUnableToTranslateMember(name, shaper.StructuralType.DisplayName()));
            return node;
        }

        return base.VisitMethodCall(node);
    }

    protected override Expression VisitLambda<T>(Expression<T> node)
    {
        _bound.UnionWith(node.Parameters);
        return base.VisitLambda(node);
    }

    protected override Expression VisitParameter(ParameterExpression node)
    {
        _found |= !_bound.Contains(node);
        return node;
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case StructuralTypeShaperExpression or IncludeExpression or GroupingRead or GroupByShaperExpression:
                _found = true;
                break;
            case Optional optional:
                Visit(optional.Inner);
                break;
            case NullSafe safe:
                Visit(safe.Inner);
                break;
            case RowsRead rows:
                Visit(rows.Subquery.Shaper);
                break;
            case CollectionRead collection:
                Visit(collection.Shaper);
                break;
            case InstanceRead instance:
                Visit(instance.Instance);
                break;
        }

        return node;
    }
}
