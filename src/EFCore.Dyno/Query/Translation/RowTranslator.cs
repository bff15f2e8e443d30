// Turns a lambda of the query, its parameter replaced by the row's shaper, into an expression over sources.
// Only dispatches: binding is RowBinder's, comparing entities EntityEquality's, operators over collections CollectionOperators'.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class RowTranslator : ExpressionVisitor
{
    public Expression Translate(Expression expression) => Visit(expression);

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is null)
        {
            return base.VisitMember(node);
        }

        var target = Visit(node.Expression);
        return RowBinder.Bind(target, node.Member.Name) ?? MemberOfNew(target, node) ?? node.Update(target);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.IsGenericMethod && node.Method.DeclaringType == typeof(EF) && node.Method.Name == nameof(EF.Property)
            && node.Arguments[1] is ConstantExpression { Value: string name })
        {
            var target = Visit(node.Arguments[0]);
            return RowBinder.Bind(target, name) is { } bound
                ? bound.Type == node.Type || bound is StructuralTypeShaperExpression or CollectionRead ? bound : Expression.Convert(bound, node.Type)
                : CollectionOperators.PropertyOfInstance(target, name, node.Type) ?? throw Failed(node, QueryMessages.Operator(
                    $"Property '{name}'", "It is not mapped on the type it is read from."));
        }

        if (node is { Object: { } instance, Method.Name: "get_Item", Arguments: [ConstantExpression { Value: string key }] }
            && RowBinder.Bind(Visit(instance), key) is { } indexed)
        {
            return indexed.Type == node.Type ? indexed : Expression.Convert(indexed, node.Type);
        }

        if (node is { Method.Name: nameof(Equals), Object: { } left, Arguments: [var right] }
            && EntityEquality.Translate(ExpressionType.Equal, Visit(left), Visit(right)) is { } equality)
        {
            return equality;
        }

        return CollectionOperators.Translate(node, this) ?? base.VisitMethodCall(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual)
        {
            var left = Visit(node.Left);
            var right = Visit(node.Right);
            return EntityEquality.Translate(node.NodeType, left, right)
                ?? (left.Type == right.Type ? node.Update(left, node.Conversion, right) : Expression.MakeBinary(node.NodeType, left, right));
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitTypeBinary(TypeBinaryExpression node)
    {
        if (node.NodeType == ExpressionType.TypeIs
            && RowBinder.ShaperOf(Visit(node.Expression)) is { StructuralType: IEntityType type, ValueBufferExpression: DynoSource source })
        {
            return Discriminators.Test(source, type, node.TypeOperand);
        }

        return base.VisitTypeBinary(node);
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case StructuralTypeShaperExpression or RowExpression or QueryParameterExpression or DynoSource:
                return node;

            case IncludeExpression include:
                var entity = Visit(include.EntityExpression);
                if (include.Navigation is not INavigation { ForeignKey.IsOwnership: true })
                {
                    throw Failed(include.NavigationExpression, QueryMessages.Operator(
                        $"Include of '{include.Navigation.DeclaringEntityType.DisplayName()}.{include.Navigation.Name}', which is not owned,",
                        "Query the related type by its own key, or own it so that it is stored inside its owner."));
                }

                return new IncludeExpression(entity, Visit(include.NavigationExpression), include.Navigation, include.SetLoaded);

            case MaterializeCollectionNavigationExpression collection:
                return Visit(collection.Subquery);

            case EntityQueryRootExpression root:
                throw Failed(root, QueryMessages.Operator(
                    $"A query over '{root.EntityType.DisplayName()}' inside another query", "Run it on its own first and use its result."));

            case ShapedQueryExpression:
                throw Failed(node, QueryMessages.Operator("A query inside another query", "Run it on its own first and use its result."));

            default:
                return base.VisitExtension(node);
        }
    }

    public static InvalidOperationException Failed(Expression expression, string details) =>
        new(CoreStrings.TranslationFailedWithDetails(ExpressionPrinter.Print(expression), details));

    // new { A = x }.A is x: what follows a Select reads the row, not an object made for it.
    private static Expression? MemberOfNew(Expression target, MemberExpression node)
    {
        switch (target)
        {
            case NewExpression { Members: { } members } created:
                for (var i = 0; i < members.Count; i++)
                {
                    if (members[i].Name == node.Member.Name)
                    {
                        return created.Arguments[i];
                    }
                }

                return null;

            case MemberInitExpression init:
                return init.Bindings.OfType<MemberAssignment>().FirstOrDefault(b => b.Member == node.Member)?.Expression;

            default:
                return null;
        }
    }
}
