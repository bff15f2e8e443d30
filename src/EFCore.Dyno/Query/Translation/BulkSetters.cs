// What a setter of ExecuteUpdate sets, and the value that it takes.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Storage;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class BulkSetters(RowTranslator rows)
{
    // Null where it selects nothing that stands in an item.
    public BulkSetter? Translate(Expression selected, Expression value)
    {
        selected = Unconverted(selected);
        var (member, element) = Indexed(selected);
        var (holder, property) = Find(member is null ? selected : Unconverted(member));
        if (holder is null)
        {
            return null;
        }

        if (element is not null)
        {
            element = rows.Translate(element);
            if (RowReferences.Of(element).Count > 0 || !HasElements(holder, property!))
            {
                return null;
            }
        }

        Refuse(property!);
        return new(holder, property!, element, Value(value, holder, property!, element is not null));
    }

    // The item that holds a source; null for an element of a list that is no row.
    public static DynoSource? ItemOf(DynoSource source)
    {
        while (source.Embedded is not null && (!source.IsElement || source.Slot is not null))
        {
            source = source.Parent!;
        }

        return source.Embedded is null ? source : null;
    }

    private (DynoSource? Holder, IPropertyBase? Member) Find(Expression selected)
    {
        switch (rows.Translate(selected))
        {
            case PropertyRead read:
                return (read.Source, read.Property);
            case CollectionRead { IsPlain: true } collection:
                return (collection.Element.Parent, collection.Member);
            case var structure when RowBinder.ShaperOf(structure) is { ValueBufferExpression: DynoSource { Embedded: { IsCollection: false } embedded } source }:
                return (source.Parent, embedded.Member);
            default:
                return default;
        }
    }

    // list[i] and what EF makes of it.
    private static (Expression? List, Expression? Element) Indexed(Expression selected) => selected switch
    {
        MethodCallExpression { Method.Name: nameof(Queryable.ElementAt), Arguments: [var list, var index] } => (Source(list), index),
        MethodCallExpression { Method.Name: "get_Item", Object: { } list, Arguments: [{ } index] } when index.Type == typeof(int) => (list, index),
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } array => (array.Left, array.Right),
        _ => default,
    };

    private static Expression Source(Expression list) =>
        list is MethodCallExpression { Method.Name: nameof(Queryable.AsQueryable), Arguments: [var source] } ? source : list;

    // A set has no order.
    private static bool HasElements(DynoSource holder, IPropertyBase member) =>
        member is not IProperty property ? member is IComplexProperty { IsCollection: true } or INavigation { IsCollection: true }
        : holder.FindProperty(property) is { AttributeType: AttributeType.L };

    private static void Refuse(IPropertyBase member)
    {
        if (member is IProperty property && property.IsKey())
        {
            throw new InvalidOperationException(CoreStrings.KeyReadOnly(property.Name, property.DeclaringType.DisplayName()));
        }
    }

    private Expression Value(Expression value, DynoSource holder, IPropertyBase member, bool isElement)
    {
        var translated = IncludePruner.Prune(rows.Translate(value));
        if (member is IProperty property)
        {
            var type = isElement ? property.GetElementType()?.ClrType ?? Element(property.ClrType) : property.ClrType;
            return type is null || !type.IsValueType || translated.Type == typeof(object) ? translated : Nulls.As(translated, Nulls.Lift(type));
        }

        var map = holder.FindEmbedded(member)!;
        return Stored(translated, map, isElement) ?? translated;
    }

    private static Type? Element(Type type) => CollectionTypes.ElementOf(type, evenBinary: true);

    // What stands in the item in the same form already.
    private static StoredRead? Stored(Expression value, DynoEmbeddedMap map, bool isElement)
    {
        if (value is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand })
        {
            return Stored(operand, map, isElement);
        }

        var source = value is CollectionRead { IsPlain: true } collection ? (map.IsCollection && !isElement ? collection.Element : null)
            : RowBinder.ShaperOf(value)?.ValueBufferExpression is DynoSource { IsElement: false } single && (!map.IsCollection || isElement) ? single
            : null;
        return source is { Embedded: { } embedded, Parent: { } parent } && SameForm(embedded.Target, map.Target) ? new(parent, embedded.AttributeName) : null;
    }

    private static bool SameForm(DynoStructureMap left, DynoStructureMap right) =>
        left == right
        || (left.Type.ClrType == right.Type.ClrType
            && left.Properties.Count == right.Properties.Count
            && left.Properties.Zip(right.Properties).All(p => p.First.AttributeName == p.Second.AttributeName && p.First.Property.Name == p.Second.Property.Name
                && p.First.AttributeType == p.Second.AttributeType && p.First.TypeMapping.Converter == p.Second.TypeMapping.Converter)
            && left.Embedded.Count == right.Embedded.Count
            && left.Embedded.Zip(right.Embedded).All(e => e.First.AttributeName == e.Second.AttributeName && e.First.IsCollection == e.Second.IsCollection
                && e.First.Member.Name == e.Second.Member.Name && SameForm(e.First.Target, e.Second.Target)));

    private static Expression Unconverted(Expression expression) =>
        expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Operand: var operand } ? Unconverted(operand) : expression;
}

// What is included into an entity is no part of what is written.
internal sealed class IncludePruner : ExpressionVisitor
{
    private static readonly IncludePruner Instance = new();

    public static Expression Prune(Expression expression) => Instance.Visit(expression);

    protected override Expression VisitExtension(Expression node) => node switch
    {
        IncludeExpression include => Visit(include.EntityExpression),
        RowExpression or StructuralTypeShaperExpression or DynoSource or QueryParameterExpression => node,
        _ => base.VisitExtension(node),
    };
}
