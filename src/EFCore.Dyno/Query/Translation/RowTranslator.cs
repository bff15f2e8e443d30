// Turns a lambda of the query, its parameter replaced by the row's shaper, into an expression over the row.
// Only dispatches: binding is RowBinder's, comparing structures StructuralEquality's, operators over embedded collections CollectionOperators',
// queries inside the lambda Subqueries'. What may be null is lifted in RowTranslator.Nulls.cs.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed partial class RowTranslator(Func<Expression, ShapedQueryExpression?> translateSubquery) : ExpressionVisitor
{
    public Expression Translate(Expression expression) => Visit(expression);

    // A query over what is stored inside the row, or over another table.
    public ShapedQueryExpression? TranslateQuery(Expression query) => translateSubquery(query);

    public static InvalidOperationException Failed(Expression expression, string details) =>
        new(CoreStrings.TranslationFailedWithDetails(ExpressionPrinter.Print(expression), details));

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is null)
        {
            return node;
        }

        var target = Visit(node.Expression);
        return RowBinder.Member(target, node.Member.Name, node.Type) ?? Access(node, target);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (node.Method.IsGenericMethod && node.Method.DeclaringType == typeof(EF) && node.Method.Name == nameof(EF.Property)
            && node.Arguments[1] is ConstantExpression { Value: string name })
        {
            var target = Visit(node.Arguments[0]);
            return RowBinder.Member(target, name, node.Type)
                ?? CollectionOperators.PropertyOfInstance(target, name, node.Type)
                ?? throw new InvalidOperationException(CoreStrings.QueryUnableToTranslateEFProperty(ExpressionPrinter.Print(node)));
        }

        if (node is { Object: { } instance, Method.Name: "get_Item", Arguments: [ConstantExpression { Value: string key }] }
            && RowBinder.Member(Visit(instance), key, node.Type) is { } indexed)
        {
            return indexed;
        }

        if (node.Method.DeclaringType == typeof(Queryable)
            || node.Method.DeclaringType == typeof(EntityFrameworkQueryableExtensions)
            || node.Method.DeclaringType == typeof(DynoQueryableExtensions))
        {
            return CollectionOperators.Translate(node, this) ?? Subqueries.Translate(node, this);
        }

        if (node.Method.Name == nameof(Equals) && node.Method.GetParameters().Length == (node.Object is null ? 2 : 1))
        {
            var left = Visit(node.Object ?? node.Arguments[0]);
            var right = Visit(node.Arguments[^1]);
            if (StructuralEquality.Translate(ExpressionType.Equal, left, right) is { } equality)
            {
                return equality;
            }

            return EqualsCall(node, left, right);
        }

        if (node is { Method.Name: nameof(GetType), Object: { } typed } && Visit(typed) is var entity && RowBinder.ShaperOf(entity) is { } shaper)
        {
            return new TypeRead(shaper);
        }

        return ProviderFunctions.Translate(node, this) ?? Call(node);
    }

    protected override Expression VisitTypeBinary(TypeBinaryExpression node)
    {
        var operand = Visit(node.Expression);
        if (RowBinder.ShaperOf(operand) is { StructuralType: IEntityType type, ValueBufferExpression: DynoSource source } shaper)
        {
            var test = node.NodeType == ExpressionType.TypeIs
                ? Discriminators.Test(source, type, node.TypeOperand, shaper.IsNullable)
                : Discriminators.TestExactly(source, type, node.TypeOperand, shaper.IsNullable);
            return test;
        }

        return node.Update(operand);
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case StructuralTypeShaperExpression or RowExpression or QueryParameterExpression or DynoSource:
                return node;

            case IncludeExpression include:
                var entity = Visit(include.EntityExpression);
#pragma warning disable EF1001 // Whether an include marks its navigation as loaded is told nowhere else.
                return new IncludeExpression(entity, Visit(include.NavigationExpression), include.Navigation, include.SetLoaded);
#pragma warning restore EF1001

            case MaterializeCollectionNavigationExpression collection:
                return Visit(collection.Subquery) switch
                {
                    RowsRead rows => new RowsRead(rows.Subquery, collection.Navigation.ClrType, collection.Navigation),
                    var other => other,
                };

            case GroupByShaperExpression group:
                return Subqueries.Grouping(group, this);

            case ShapedQueryExpression shaped:
                return Subqueries.Of(shaped, shaped.Type);

            case QueryRootExpression root:
                return Subqueries.Translate(root, this);

            default:
                return base.VisitExtension(node);
        }
    }
}
