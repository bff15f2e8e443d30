// Evaluates conditions on the encoded bytes of an item: nothing is decoded, nothing is allocated. Numbers, strings and binaries
// compare by their bytes, which have the order of the values.

using System.Text;

namespace Dyno.Expressions;

internal static class ConditionEvaluator
{
    // A number's type code and bytes.
    private const int ScratchBytes = 1 + NumberEncoding.MaxBytes;

    public static bool Matches(ConditionNode node, Item item) => node switch
    {
        AndNode and => Matches(and.Left, item) && Matches(and.Right, item),
        OrNode or => Matches(or.Left, item) || Matches(or.Right, item),
        NotNode not => !Matches(not.Operand, item),
        ComparisonNode comparison => Compare(comparison, item),
        BetweenNode between => Between(between, item),
        InNode @in => In(@in, item),
        AttributeExistsNode exists => exists.Path.TryFind(item, out _),
        AttributeNotExistsNode notExists => !notExists.Path.TryFind(item, out _),
        AttributeTypeNode type => type.Path.TryFind(item, out var value) && value.Type == type.Type,
        BeginsWithNode begins => BeginsWith(begins, item),
        ContainsNode contains => Contains(contains, item),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    /// <summary>The size of a value as the function <c>size</c> gives it; false for types that have none.</summary>
    public static bool TrySize(ValueReader value, out int size)
    {
        switch (value.Type)
        {
            case AttributeType.S:
                size = Encoding.UTF8.GetCharCount(value.Utf8);
                return true;
            case AttributeType.B:
                size = value.Binary.Length;
                return true;
            case AttributeType.N or AttributeType.BOOL or AttributeType.NULL:
                size = 0;
                return false;
            default:
                size = value.Count;
                return true;
        }
    }

    // A default reader where there is nothing.
    private static ValueReader Resolve(Operand operand, Item item, Span<byte> scratch)
    {
        switch (operand)
        {
            case ValueOperand value:
                return value.Value.Read();
            case PathOperand path:
                return path.Path.TryFind(item, out var found) ? found : default;
            case SizeOperand size when size.Path.TryFind(item, out var sized) && TrySize(sized, out var count):
                scratch[0] = ItemFormat.Number;
                return new ValueReader(scratch[..(1 + NumberEncoding.Write(scratch[1..], count))]);
            default:
                return default;
        }
    }

    private static bool Compare(ComparisonNode node, Item item)
    {
        Span<byte> leftScratch = stackalloc byte[ScratchBytes];
        Span<byte> rightScratch = stackalloc byte[ScratchBytes];
        var left = Resolve(node.Left, item, leftScratch);
        var right = Resolve(node.Right, item, rightScratch);
        if (left.IsDefault || right.IsDefault)
        {
            // What is missing differs from everything, itself included.
            return node.Operator == ComparisonOperator.NotEqual;
        }

        return node.Operator switch
        {
            ComparisonOperator.Equal => left.Raw.SequenceEqual(right.Raw),
            ComparisonOperator.NotEqual => !left.Raw.SequenceEqual(right.Raw),
            ComparisonOperator.LessThan => TryOrder(left, right, out var order) && order < 0,
            ComparisonOperator.LessThanOrEqual => TryOrder(left, right, out var order) && order <= 0,
            ComparisonOperator.GreaterThan => TryOrder(left, right, out var order) && order > 0,
            _ => TryOrder(left, right, out var order) && order >= 0,
        };
    }

    private static bool TryOrder(ValueReader left, ValueReader right, out int order)
    {
        order = 0;
        if (left.Type != right.Type || left.Type is not (AttributeType.S or AttributeType.N or AttributeType.B))
        {
            return false;
        }

        order = left.KeyBytes.SequenceCompareTo(right.KeyBytes);
        return true;
    }

    private static bool Between(BetweenNode node, Item item)
    {
        Span<byte> scratch = stackalloc byte[3 * ScratchBytes];
        var value = Resolve(node.Operand, item, scratch[..ScratchBytes]);
        var low = Resolve(node.Low, item, scratch.Slice(ScratchBytes, ScratchBytes));
        var high = Resolve(node.High, item, scratch[(2 * ScratchBytes)..]);
        return !value.IsDefault && !low.IsDefault && !high.IsDefault
            && TryOrder(value, low, out var fromLow) && fromLow >= 0
            && TryOrder(value, high, out var fromHigh) && fromHigh <= 0;
    }

    private static bool In(InNode node, Item item)
    {
        Span<byte> scratch = stackalloc byte[2 * ScratchBytes];
        var value = Resolve(node.Operand, item, scratch[..ScratchBytes]);
        if (value.IsDefault)
        {
            return false;
        }

        for (var i = 0; i < node.List.Count; i++)
        {
            var element = Resolve(node.List[i], item, scratch[ScratchBytes..]);
            if (!element.IsDefault && value.Raw.SequenceEqual(element.Raw))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWith(BeginsWithNode node, Item item)
    {
        Span<byte> scratch = stackalloc byte[2 * ScratchBytes];
        var value = Resolve(node.Operand, item, scratch[..ScratchBytes]);
        var prefix = Resolve(node.Prefix, item, scratch[ScratchBytes..]);
        return !value.IsDefault && !prefix.IsDefault
            && value.Type == prefix.Type
            && value.Type is AttributeType.S or AttributeType.B
            && value.KeyBytes.StartsWith(prefix.KeyBytes);
    }

    private static bool Contains(ContainsNode node, Item item)
    {
        Span<byte> scratch = stackalloc byte[2 * ScratchBytes];
        var value = Resolve(node.Operand, item, scratch[..ScratchBytes]);
        var part = Resolve(node.Part, item, scratch[ScratchBytes..]);
        if (value.IsDefault || part.IsDefault)
        {
            return false;
        }

        switch (value.Type)
        {
            case AttributeType.S or AttributeType.B:
                return part.Type == value.Type && value.KeyBytes.IndexOf(part.KeyBytes) >= 0;
            case AttributeType.L:
                for (var list = value.GetList(); list.Read();)
                {
                    if (list.Value.Raw.SequenceEqual(part.Raw))
                    {
                        return true;
                    }
                }

                return false;
            case AttributeType.SS when part.Type == AttributeType.S:
            case AttributeType.NS when part.Type == AttributeType.N:
            case AttributeType.BS when part.Type == AttributeType.B:
                for (var set = value.GetList(); set.Read();)
                {
                    if (set.Element.SequenceEqual(part.KeyBytes))
                    {
                        return true;
                    }
                }

                return false;
            default:
                return false;
        }
    }
}
