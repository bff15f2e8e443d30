// The range of sort keys that a condition leaves, to tell whether two ranges of one partition have something in common.
using Dyno.Expressions;

namespace Dyno.Engine.PartiQL;

// High is null where there is no upper end.
internal sealed record SortInterval(byte[] Low, bool LowIncluded, byte[]? High, bool HighIncluded)
{
    public static SortInterval Of(KeyAttributeCondition? condition)
    {
        if (condition is null)
        {
            return new SortInterval([], true, null, false);
        }

        var value = condition.Value.Read().KeyBytes.ToArray();
        return condition.Operator switch
        {
            SortOperator.Equal => new SortInterval(value, true, value, true),
            SortOperator.LessThan => new SortInterval([], true, value, false),
            SortOperator.LessThanOrEqual => new SortInterval([], true, value, true),
            SortOperator.GreaterThan => new SortInterval(value, false, null, false),
            SortOperator.GreaterThanOrEqual => new SortInterval(value, true, null, false),
            SortOperator.Between => new SortInterval(value, true, condition.High.Read().KeyBytes.ToArray(), true),
            _ => new SortInterval(value, true, Successor(value), false),
        };
    }

    public bool IsBefore(SortInterval other)
    {
        if (High is null)
        {
            return false;
        }

        var order = High.AsSpan().SequenceCompareTo(other.Low);
        return order < 0 || (order == 0 && !(HighIncluded && other.LowIncluded));
    }

    // The first key behind all that begin with the prefix.
    private static byte[]? Successor(byte[] prefix)
    {
        var end = prefix.AsSpan().TrimEnd((byte)0xFF);
        if (end.IsEmpty)
        {
            return null;
        }

        var successor = end.ToArray();
        successor[^1]++;
        return successor;
    }
}
