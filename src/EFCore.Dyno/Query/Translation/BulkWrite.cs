// ExecuteUpdate and ExecuteDelete as they are translated: the query that finds the rows, which source of a row is written, and what is set there.

using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

// Target is the item of the row that is written. No setters: it is deleted, or of it the element of a list.
internal sealed record BulkWrite(DynoSelect Select, DynoSource Target, ImmutableArray<BulkSetter> Setters, DynoSource? Element = null)
{
    public bool IsDelete => Setters.IsEmpty && Element is null;

    // What is written in the item stands in lists, each row in a place of its own: an item may have several rows.
    public IEnumerable<DynoSource> Holders => Element is null ? Setters.Select(s => s.Holder) : [Element];

    public IEntityType EntityType => (IEntityType)Target.Map.Type;

    public string Name => Setters.IsEmpty ? nameof(EntityFrameworkQueryableExtensions.ExecuteDelete) : nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate);
}

// A member of the item or of a map in it, or one element of a list that the member is.
internal sealed record BulkSetter(DynoSource Holder, IPropertyBase Member, Expression? Element, Expression Value)
{
    public IProperty? Property => Member as IProperty;

    // The member itself stands in the item, not in a map in it.
    public bool IsTopLevel => Holder.Embedded is null;

    public override string ToString() =>
        (Holder.Embedded is null ? "" : Holder + (Holder.IsElement ? "[]." : ".")) + Member.Name + (Element is null ? "" : $"[{RowText.Of(Element)}]") + " = "
        + RowText.Of(Value is UnaryExpression { NodeType: ExpressionType.Convert, Operand: var operand } lifted && lifted.Type == Nulls.Lift(operand.Type) ? operand : Value);
}

// Stands where EF expects the query: its value is how many rows were written.
internal sealed class BulkWriteExpression(BulkWrite write) : Expression, IPrintableExpression
{
    public BulkWrite Write => write;

    public override Type Type => typeof(int);

    public override ExpressionType NodeType => ExpressionType.Extension;

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;

    void IPrintableExpression.Print(ExpressionPrinter expressionPrinter) => expressionPrinter.Append(write.Name + " " + write.Select);
}

// The item of a row as it was read, as far as the attributes that are named here; null where the row has none.
internal sealed class ItemRead(DynoSource source, IReadOnlyList<string> attributes) : RowExpression
{
    public DynoSource Source => source;

    public IReadOnlyList<string> Attributes => attributes;

    public override Type Type => typeof(object);

    public override string ToString() => "item";
}

// The place of a row's element in its list.
internal sealed class OrdinalRead(DynoSource element) : RowExpression
{
    public DynoSource Element => element;

    public override Type Type => typeof(int);

    public override string ToString() => element + "[]";
}

// An owned or complex value, or a list of them, as it is stored: copied without being made.
internal sealed class StoredRead(DynoSource holder, string attribute) : RowExpression
{
    public DynoSource Holder => holder;

    public string Attribute => attribute;

    public override Type Type => typeof(EncodedValue);

    public override string ToString() => holder.Embedded is null ? attribute : holder + "." + attribute;
}
