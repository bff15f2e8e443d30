// The update expression of a modified entry: SET what has a new value, REMOVE what became null. An owned or complex value in
// which anything changed is sent whole; key templates of indexes are sent when a property in them changed.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal static class ChangeBuilder
{
    public static List<UpdateAction> Build(DynoEntityMap map, IUpdateEntry entry, HashSet<INavigation> navigations)
    {
        var actions = new List<UpdateAction>();
        foreach (var slot in ItemLayout.Of(map).Slots)
        {
            if (slot.Property is { } property)
            {
                // An item never changes its key; EF refuses that before it comes here.
                if (entry.IsModified(property.Property) && !property.Property.IsPrimaryKey())
                {
                    actions.Add(Action(property.AttributeName, property.EncodeCurrent(entry)));
                }
            }
            else if (slot.Embedded is { } embedded)
            {
                if (embedded.Navigation is { } navigation ? navigations.Contains(navigation) : IsModified(entry, embedded.ComplexProperty!))
                {
                    actions.Add(Action(embedded.AttributeName, ItemBuilder.BuildEmbedded(embedded, entry)));
                }
            }
            else if (!slot.IsKey && slot.Template!.Properties.Any(entry.IsModified))
            {
                actions.Add(Action(slot.Template.AttributeName, slot.Template.ComposeCurrent(entry)));
            }
        }

        return actions;
    }

    private static UpdateAction Action(string attribute, EncodedValue value)
    {
        var path = DocumentPath.Of(attribute);
        return value.IsDefault ? new RemoveAction(path) : new SetAction(path, value);
    }

    private static bool IsModified(IUpdateEntry entry, IComplexProperty complexProperty)
    {
        if (complexProperty.IsCollection || entry.IsModified(complexProperty))
        {
            return entry.IsModified(complexProperty);
        }

        return complexProperty.ComplexType.GetProperties().Any(entry.IsModified)
            || complexProperty.ComplexType.GetComplexProperties().Any(c => IsModified(entry, c));
    }
}
