// A place in the row: what an origin, a join, a group or a subquery puts there, later expressions read.
// A slot is an identity during translation; the pipeline gives it an index.

using System.Linq.Expressions;

namespace EFCore.Dyno.Query;

internal sealed class Slot(string name)
{
    public string Name => name;

    // The query inside the query that fills it, to be run before it is read; null where the row's own query fills it.
    public Subquery? Subquery { get; set; }

    public override string ToString() => name;
}

// What a slot holds, or the default of the type where it holds nothing.
internal sealed class SlotRead(Slot slot, Type type) : RowExpression
{
    public Slot Slot => slot;

    public override Type Type => type;

    public override string ToString() => slot.Name;
}

internal enum SubqueryKind
{
    // At most one row: its slots become slots of the outer row.
    One,

    // All rows: a list of rows in one slot.
    Rows,
}

// A query inside an expression. It runs once for each outer row, or once in all where it reads nothing of the outer row.
internal sealed class Subquery
{
    public Subquery(DynoSelect select, Expression shaper, SubqueryKind kind)
    {
        Select = select;
        Shaper = shaper;
        Kind = kind;
        Result = new Slot(kind == SubqueryKind.One ? "found" : "rows") { Subquery = this };
        Defined = SelectSlots.DefinedBy(select);
        foreach (var slot in Defined)
        {
            slot.Subquery ??= this;
        }

        Defined.Add(Result);
    }

    public DynoSelect Select { get; }

    public Expression Shaper { get; }

    public SubqueryKind Kind { get; }

    // Kind One: set where there was a row. Kind Rows: the rows.
    public Slot Result { get; }

    public HashSet<Slot> Defined { get; }

    // Every slot that it mentions and does not fill itself.
    public HashSet<Slot> Reads
    {
        get
        {
            if (field is null)
            {
                field = [];
                SelectSlots.ReadBy(Select, field);
                if (Kind == SubqueryKind.Rows)
                {
                    RowReferences.Collect(Shaper, field);
                }

                field.ExceptWith(Defined);
            }

            return field;
        }
    }
}
