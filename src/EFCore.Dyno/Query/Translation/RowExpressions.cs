// The nodes of a translated lambda: reads of a source. All else in it is ordinary C#.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal abstract class RowExpression : Expression, IPrintableExpression
{
    public override ExpressionType NodeType => ExpressionType.Extension;

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;

    void IPrintableExpression.Print(ExpressionPrinter expressionPrinter) => expressionPrinter.Append(ToString());
}

// The value of a property.
internal sealed class PropertyRead(DynoSource source, IProperty property) : RowExpression
{
    public DynoSource Source { get; } = source;

    public new IProperty Property { get; } = property;

    public override Type Type => Property.ClrType;

    public override string ToString() => Source.Embedded is null ? Property.Name : $"{Source}.{Property.Name}";
}

// Whether the map is there.
internal sealed class PresenceRead(DynoSource source) : RowExpression
{
    public DynoSource Source { get; } = source;

    public override Type Type => typeof(bool);

    public override string ToString() => $"{Source} is there";
}

// A collection of owned or complex elements: those that the predicate keeps, each made by the shaper over the element source.
internal sealed class CollectionRead(DynoSource element, Expression shaper, IPropertyBase member, Type type, Expression? predicate = null) : RowExpression
{
    public DynoSource Element { get; } = element;

    public Expression Shaper { get; } = shaper;

    public Expression? Predicate { get; } = predicate;

    public IPropertyBase Member { get; } = member;

    public override Type Type { get; } = type;

    public CollectionRead Where(Expression condition) =>
        new(Element, Shaper, Member, typeof(IEnumerable<>).MakeGenericType(Shaper.Type), Predicate is null ? condition : AndAlso(Predicate, condition));

    public CollectionRead Select(Expression shaper) => new(Element, shaper, Member, typeof(IEnumerable<>).MakeGenericType(shaper.Type), Predicate);

    public override string ToString() => Predicate is null ? Element.ToString() : $"{Element}[{RowText.Of(Predicate)}]";
}
