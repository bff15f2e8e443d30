// The range of storage keys that a key condition means: from a lower bound (included) to an upper bound (not included).
//
// In a table the sort key ends the storage key: the key after v is v 00. In an index the sort key is escaped and ended by 00 00, and the table's
// key follows: all entries of v lie from v 00 00 up to v 00 01, and what is greater than v comes after that. Of several sort keys, those before the last
// one with a condition are equal to a value: they begin both bounds.

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
        WritePrefix(ref lower, target, condition);
        upper.Append(lower.Written);
        if (condition.SortCount == 0)
        {
            KeyLayout.Successor(ref upper);
            return;
        }

        var sort = condition.Sort(condition.SortCount - 1);
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

    private static void WritePrefix(ref KeyBuffer buffer, ReadTarget target, BoundKeyCondition condition)
    {
        KeyLayout.BeginPartition(ref buffer, target.Id);
        for (var i = 0; i < target.PartitionKeys.Length; i++)
        {
            KeyLayout.WritePartitionPart(ref buffer, target.PartitionKeys, condition.PartitionBytes(i));
        }

        KeyLayout.EndPartition(ref buffer);
        for (var i = 0; i < condition.SortCount - 1; i++)
        {
            KeyLayout.WriteEscaped(ref buffer, condition.Sort(i).Value.Read().KeyBytes);
            KeyLayout.WriteEscapedEnd(ref buffer);
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
