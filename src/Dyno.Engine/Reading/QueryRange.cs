// The range of storage keys that a key condition means: from a lower bound (included) to an upper bound (not included).
//
// In a table the sort key ends the storage key: the key after v is v 00. In an index the sort key is escaped and ended by 00 00, and the table's
// key follows: all entries of v lie from v 00 00 up to v 00 01, and what is greater than v comes after that.

using Dyno.Expressions;

namespace Dyno.Engine;

internal static class QueryRange
{
    // What stands behind a sort key to mean the first or the last of its entries.
    private enum Edge
    {
        Before,
        After,
    }

    public static void Write(ref KeyBuffer lower, ref KeyBuffer upper, ReadTarget target, BoundKeyCondition condition)
    {
        KeyLayout.WritePartitionPrefix(ref lower, target.Id, condition.Partition.Read().KeyBytes);
        KeyLayout.WritePartitionPrefix(ref upper, target.Id, condition.Partition.Read().KeyBytes);
        if (condition.Sort is not { } sort)
        {
            KeyLayout.Successor(ref upper);
            return;
        }

        var value = sort.Value.Read().KeyBytes;
        switch (sort.Operator)
        {
            case SortOperator.Equal:
                Append(ref lower, target, value, Edge.Before);
                Append(ref upper, target, value, Edge.After);
                break;
            case SortOperator.LessThan:
                Append(ref upper, target, value, Edge.Before);
                break;
            case SortOperator.LessThanOrEqual:
                Append(ref upper, target, value, Edge.After);
                break;
            case SortOperator.GreaterThan:
                Append(ref lower, target, value, Edge.After);
                KeyLayout.Successor(ref upper);
                break;
            case SortOperator.GreaterThanOrEqual:
                Append(ref lower, target, value, Edge.Before);
                KeyLayout.Successor(ref upper);
                break;
            case SortOperator.Between:
                Append(ref lower, target, value, Edge.Before);
                Append(ref upper, target, sort.High.Read().KeyBytes, Edge.After);
                break;
            case SortOperator.BeginsWith:
                AppendPrefix(ref lower, target, value);
                AppendPrefix(ref upper, target, value);
                KeyLayout.Successor(ref upper);
                break;
        }
    }

    private static void Append(ref KeyBuffer buffer, ReadTarget target, ReadOnlySpan<byte> sortKey, Edge edge)
    {
        AppendPrefix(ref buffer, target, sortKey);
        if (target.Index is not null)
        {
            buffer.AppendByte(0);
            buffer.AppendByte(edge == Edge.Before ? (byte)0 : (byte)1);
        }
        else if (edge == Edge.After)
        {
            buffer.AppendByte(0);
        }
    }

    private static void AppendPrefix(ref KeyBuffer buffer, ReadTarget target, ReadOnlySpan<byte> sortKey)
    {
        if (target.Index is null)
        {
            buffer.Append(sortKey);
        }
        else
        {
            KeyLayout.WriteEscaped(ref buffer, sortKey);
        }
    }
}
