// Rows of what is no table: the elements of a collection stored in the row, or of any sequence that an expression gives.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class Sequences
{
    public static ShapedQueryExpression? Of(Expression expression)
    {
        if (expression is CollectionRead { IsPlain: true } collection)
        {
            var element = collection.Element.Parent!.Row(collection.Element.Embedded!);
            var type = ((StructuralTypeShaperExpression)collection.Shaper).StructuralType;
            return new(new DynoQueryExpression(new DynoSelect(new ElementOrigin(element))), new StructuralTypeShaperExpression(type, element, nullable: false));
        }

        if ((expression is GroupingRead grouping ? grouping.Rows : expression) is RowsRead rows)
        {
            return rows.IsCopied ? Groups.Rows(rows.Slot, rows.Subquery.Shaper) : new(new DynoQueryExpression(rows.Subquery.Select), rows.Subquery.Shaper);
        }

        // A sequence that a lambda around the query gives has no row to be read from.
        if (expression.Type == typeof(string) || ElementType(expression.Type) is not { } elementType || RowReferences.FreeParameters.In(expression))
        {
            return null;
        }

        var slot = new Slot("element");
        return new(new DynoQueryExpression(new DynoSelect(new ValuesOrigin(expression, slot))), new SlotRead(slot, elementType));
    }

    public static Type? ElementType(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            ? type.GetGenericArguments()[0]
            : type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];
}
