// The attributes of the item that a query's lambdas read, or null where one of them makes the whole entity.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class AttributeCollector : RowVisitor
{
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);
    private bool _whole;

    public static IReadOnlyList<string>? Collect(IEnumerable<Expression> expressions)
    {
        var collector = new AttributeCollector();
        foreach (var expression in expressions)
        {
            collector.Visit(expression);
        }

        return collector._whole ? null : [.. collector._names];
    }

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case PropertyRead read:
                Add(read.Source, read.Source.FindProperty(read.Property)?.AttributeName);
                break;
            case PresenceRead presence:
                Add(presence.Source, null);
                break;
            case ItemRead item:
                _names.UnionWith(item.Attributes);
                break;
            case OrdinalRead ordinal:
                Add(ordinal.Element, null);
                break;
            case StoredRead stored:
                Add(stored.Holder, stored.Attribute);
                break;
            case CellRead cell:
                Add(cell.Source, null);
                break;
            case CollectionRead collection:
                Add(collection.Element, null);
                break;
            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source }:
                Add(source, null);
                break;
            case IncludeExpression include:
                Visit(include.EntityExpression);
                Visit(include.NavigationExpression);
                break;
            default:
                return base.VisitExtension(node);
        }

        return node;
    }

    private void Add(DynoSource source, string? attribute)
    {
        for (; source.Embedded is { } embedded; source = source.Parent!)
        {
            attribute = embedded.AttributeName;

            // An owned entity's key is its owner's.
            if (source.Parent!.Map.Type is IEntityType owner && embedded.Navigation is not null && owner.FindPrimaryKey() is { } key)
            {
                foreach (var property in key.Properties)
                {
                    if (source.Parent.FindProperty(property) is { } map)
                    {
                        Add(source.Parent, map.AttributeName);
                    }
                }
            }
        }

        if (attribute is null)
        {
            _whole = true;
        }
        else
        {
            _names.Add(attribute);
        }
    }
}
