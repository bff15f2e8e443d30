// Where values come from: the item of a row, a map inside it (an owned or complex type), or an element of a list of maps.
// It stands where EF expects a value buffer, so that EF's own materialiser can be injected over it.

using System.Linq.Expressions;
using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace EFCore.Dyno.Query;

internal sealed class DynoSource : Expression
{
    private readonly Dictionary<IPropertyBase, DynoSource> _members = [];

    private DynoSource(DynoStructureMap map, DynoSource? parent, DynoEmbeddedMap? embedded, Slot? slot)
    {
        Map = map;
        Parent = parent;
        Embedded = embedded;
        Slot = slot;
    }

    public DynoStructureMap Map { get; }

    public DynoSource? Parent { get; }

    // How the parent holds this map; null for the item itself.
    public DynoEmbeddedMap? Embedded { get; }

    // Where the row holds it; null for what is reached through its parent.
    public Slot? Slot { get; }

    // The slot from which it is reached; an element of a list has one of its own only where its rows are.
    public Slot? Root => Slot ?? (IsElement ? null : Parent!.Root);

    public bool IsElement => Embedded is { IsCollection: true };

    public override Type Type => typeof(ValueBuffer);

    public override ExpressionType NodeType => ExpressionType.Extension;

    public static DynoSource Of(DynoStructureMap map) => new(map, null, null, new Slot(map.Type.ShortName()));

    // The same map in another slot, or another map in the same slot.
    public DynoSource With(Slot slot, DynoStructureMap? map = null, DynoSource? parent = null) => new(map ?? Map, parent ?? Parent, Embedded, slot);

    // The element of a list whose elements are rows.
    public DynoSource Row(DynoEmbeddedMap embedded) => new(embedded.Target, this, embedded, new Slot(embedded.AttributeName));

    // The same map in a slot that holds it without what is around it.
    public DynoSource Alone(Slot slot) => new(Map, null, null, slot);

    // The map, or for a collection its element, that a member holds; the same object each time.
    public DynoSource Member(DynoEmbeddedMap embedded)
    {
        if (!_members.TryGetValue(embedded.Member, out var source))
        {
            source = new(embedded.Target, this, embedded, null);
            _members.Add(embedded.Member, source);
        }

        return source;
    }

    public DynoPropertyMap? FindProperty(IProperty property) => Map.Find(property)
        ?? (property.DeclaringType is IEntityType declaring && DynoModel.Of(declaring.Model).TryGet(declaring, out var map) ? map.Find(property) : null);

    public DynoEmbeddedMap? FindEmbedded(IPropertyBase member) => Map.Find(member)
        ?? (member.DeclaringType is IEntityType declaring && DynoModel.Of(declaring.Model).TryGet(declaring, out var map) ? map.Find(member) : null);

    // The path from the item's root, or null inside a list, where an expression of the store cannot follow.
    public DocumentPath? PathTo(string? attribute)
    {
        var names = new List<string>();
        if (attribute is not null)
        {
            names.Add(attribute);
        }

        for (var source = this; source.Embedded is { } embedded; source = source.Parent!)
        {
            if (embedded.IsCollection)
            {
                return null;
            }

            names.Insert(0, embedded.AttributeName);
        }

        return names.Count == 0 ? null : new(names[0], [.. names.Skip(1).Select(PathSegment.Member)]);
    }

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;

    public override string ToString() => Embedded?.AttributeName ?? "item";
}
