// The places of an item that a bulk write was decided by: its condition says that they are as they were read.

using System.Linq.Expressions;
using Dyno.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed class BulkGuards : RowVisitor
{
    private readonly Slot _item;
    private readonly HashSet<DocumentPath> _paths = [];

    private BulkGuards(Slot item) => _item = item;

    // All that the expressions read of the item in the slot.
    public static HashSet<DocumentPath> Collect(IEnumerable<Expression> expressions, Slot item)
    {
        var visitor = new BulkGuards(item);
        foreach (var expression in expressions)
        {
            visitor.Visit(expression);
        }

        return visitor._paths;
    }

    public static ConditionNode IsAsRead(DocumentPath path, Item item) => path.TryFind(item, out var value)
        ? new ComparisonNode(ComparisonOperator.Equal, new PathOperand(path), new ValueOperand(EncodedValue.Copy(value)))
        : new AttributeNotExistsNode(path);

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
            case StoredRead stored:
                Add(stored.Holder, stored.Attribute);
                break;
            case CollectionRead collection:
                Add(collection.Element.Parent!, collection.Element.Embedded!.AttributeName);
                break;
            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source }:
                Add(source, null);
                break;
            default:
                return base.VisitExtension(node);
        }

        return node;
    }

    private void Add(DynoSource source, string? attribute)
    {
        if (source.Root == _item && source.PathTo(attribute) is { } path)
        {
            _paths.Add(path);
        }
    }
}
