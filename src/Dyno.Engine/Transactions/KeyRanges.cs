// Ranges of storage keys, from a lower bound (included) to an upper one (not included), and whether a key lies in one of them. Ranges that meet become one
// from time to time, so that a transaction that reads the same over and over does not grow by it.
namespace Dyno.Engine.Transactions;

internal sealed class KeyRanges
{
    private const int FewRanges = 32;

    private List<(byte[] Lower, byte[] Upper)> _ranges = [];
    private int _mergeAt = FewRanges;
    private bool _isMerged = true;

    public int Count => _ranges.Count;

    public void Add(byte[] lower, byte[] upper)
    {
        if (lower.AsSpan().SequenceCompareTo(upper) >= 0)
        {
            return;
        }

        _ranges.Add((lower, upper));
        _isMerged = false;
        if (_ranges.Count >= _mergeAt)
        {
            Merge();
            _mergeAt = Math.Max(FewRanges, 2 * _ranges.Count);
        }
    }

    public bool Contains(ReadOnlySpan<byte> key)
    {
        if (!_isMerged)
        {
            Merge();
        }

        // The last range that does not begin behind the key.
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].Lower.AsSpan().SequenceCompareTo(key) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return high >= 0 && key.SequenceCompareTo(_ranges[high].Upper) < 0;
    }

    private void Merge()
    {
        _ranges.Sort(static (x, y) => x.Lower.AsSpan().SequenceCompareTo(y.Lower));
        var merged = new List<(byte[] Lower, byte[] Upper)>(_ranges.Count);
        foreach (var range in _ranges)
        {
            if (merged.Count > 0 && range.Lower.AsSpan().SequenceCompareTo(merged[^1].Upper) <= 0)
            {
                if (range.Upper.AsSpan().SequenceCompareTo(merged[^1].Upper) > 0)
                {
                    merged[^1] = (merged[^1].Lower, range.Upper);
                }
            }
            else
            {
                merged.Add(range);
            }
        }

        _ranges = merged;
        _isMerged = true;
    }
}
