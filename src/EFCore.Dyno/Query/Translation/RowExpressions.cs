// The nodes of a translated lambda: reads of the row. All else in it is ordinary C#.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal abstract class RowExpression : Expression, IPrintableExpression
{
    public override ExpressionType NodeType => ExpressionType.Extension;

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;

    void IPrintableExpression.Print(ExpressionPrinter expressionPrinter) => expressionPrinter.Append(ToString());
}

// The value of a property; null where its source may be absent and is.
internal sealed class PropertyRead(DynoSource source, IProperty property, bool isNullable = false) : RowExpression
{
    public DynoSource Source { get; } = source;

    public new IProperty Property { get; } = property;

    // Whether the source itself may be absent.
    public bool IsNullable => isNullable;

    public bool CanBeNull => isNullable || Property.IsNullable || Property.DeclaringType is IComplexType;

    public override Type Type { get; } = isNullable ? Nulls.Lift(property.ClrType) : property.ClrType;

    public override string ToString() => Source.Embedded is null ? Property.Name : $"{Source}.{Property.Name}";
}

// Whether the map is there.
internal sealed class PresenceRead(DynoSource source) : RowExpression
{
    public DynoSource Source { get; } = source;

    public override Type Type => typeof(bool);

    public override string ToString() => $"{Source} is there";
}

// A value of rows that may not be there: null, or the default of its type, unless the slot is filled.
internal sealed class Optional(Slot presence, Expression inner) : RowExpression
{
    public Slot Presence => presence;

    public Expression Inner => inner;

    public override Type Type { get; } = Nulls.Lift(inner.Type);

    public override string ToString() => RowText.Of(inner);
}

// A call or member access that is null where one of its operands is. Inner is how it reads with operands that are there.
internal sealed class NullSafe(Expression[] operands, Func<Expression[], Expression> build) : RowExpression
{
    public IReadOnlyList<Expression> Operands => operands;

    public Expression Inner { get; } = build([.. operands.Select(Nulls.Bare)]);

    public Func<Expression[], Expression> Build => build;

    public override Type Type => Nulls.Lift(Inner.Type);

    public override string ToString() => RowText.Of(Inner);
}

// A list of plain values that a row may lack: it has no elements there, as a collection of entities.
internal sealed class ValuesOrNone(Expression values, Type element) : RowExpression
{
    public Expression Values => values;

    public Type Element => element;

    public override Type Type { get; } = typeof(IEnumerable<>).MakeGenericType(element);

    public override string ToString() => RowText.Of(values);
}

// A collection of owned or complex elements: those that the predicate keeps, each made by the shaper over the element source.
internal sealed class CollectionRead(
    DynoSource element, Expression shaper, IPropertyBase member, Type type, Expression? predicate = null) : RowExpression
{
    public DynoSource Element { get; } = element;

    public Expression Shaper { get; } = shaper;

    public Expression? Predicate { get; } = predicate;

    public IPropertyBase Member { get; } = member;

    public override Type Type { get; } = type;

    // As it stands in its owner: no operator has been applied.
    public bool IsPlain => Predicate is null && Shaper is StructuralTypeShaperExpression;

    public CollectionRead Where(Expression condition) =>
        new(Element, Shaper, Member, typeof(IEnumerable<>).MakeGenericType(Shaper.Type), Predicate is null ? condition : AndAlso(Predicate, condition));

    public CollectionRead Select(Expression shaper) => new(Element, shaper, Member, typeof(IEnumerable<>).MakeGenericType(shaper.Type), Predicate);

    public CollectionRead As(Type type) => new(Element, Shaper, Member, type, Predicate);

    public override string ToString() => Predicate is null ? Element.ToString() : $"{Element}[{RowText.Of(Predicate)}]";
}

// The rows of a subquery, each made a value by its shaper, as a list, or as the collection of a navigation.
internal sealed class RowsRead(Subquery subquery, Type type, INavigationBase? navigation = null, Slot? slot = null) : RowExpression
{
    public Subquery Subquery => subquery;

    // Where the rows are: another slot than the subquery's where they were copied with a row of a group.
    public Slot Slot => slot ?? subquery.Result;

    public bool IsCopied => slot is not null;

    public INavigationBase? Navigation => navigation;

    public override Type Type => type;

    public override string ToString() => $"rows of {subquery.Select.Name}";
}

// An IGrouping of a group's key and rows.
internal sealed class GroupingRead(Expression key, RowsRead rows, Type type) : RowExpression
{
    public Expression Key => key;

    public RowsRead Rows => rows;

    public override Type Type => type;

    public override string ToString() => "group";
}

// A property of an entity or complex value that is an object already: a parameter of the query, or an element in a lambda of its own.
internal sealed class InstanceRead(Expression instance, IPropertyBase member) : RowExpression
{
    public Expression Instance => instance;

    public IPropertyBase Member => member;

    public override Type Type { get; } = Nulls.Lift(member.ClrType);

    public override string ToString() => $"{RowText.Of(instance)}.{member.Name}";
}

// The type of the entity that a row is, which the discriminator tells.
internal sealed class TypeRead(StructuralTypeShaperExpression shaper) : RowExpression
{
    public StructuralTypeShaperExpression Shaper => shaper;

    public override Type Type => typeof(Type);

    public override string ToString() => "type of " + shaper.StructuralType.DisplayName();
}

// A map inside an item, as a cell of a row; null where it is not there.
internal sealed class CellRead(DynoSource source) : RowExpression
{
    public DynoSource Source => source;

    public override Type Type => typeof(object);

    public override string ToString() => source.ToString();
}
