// What stands at keys of one write set that lie beside each other in the store, as those of an item collection do: one walk goes over them, where a read of each asks
// every file anew. A hundred items that begin a partition, or go behind its last one, are known to be new after one step.
//
// Only where it pays: for several keys in a row that ascend within one partition, and as long as a jump tells of several of them. The walk gives up where it does not,
// and where many deleted rows lie between; then each key is read by itself.
// Under the locks of the set's keys: what of them is not pending is in the store, and stays as it is (CommitPipeline).
using Dyno.Storage;

namespace Dyno.Engine.Commit;

internal sealed class NeighbourWalk : IDisposable
{
    // A jump takes as long as three or four reads of keys that are not there.
    private const int LeastKeys = 16;
    private const int CostOfJump = 4;

    // Rows between two keys that are passed one by one: then a jump is quicker.
    private const int MostSteps = 4;

    private readonly EngineContext _context;
    private readonly WriteAction[] _actions;
    private StoreIterator? _walk;
    private bool _isPlaced;
    private bool _isAtEnd;
    private int _credit;
    private int _end;

    private NeighbourWalk(EngineContext context, WriteAction[] actions)
    {
        _context = context;
        _actions = actions;
    }

    // Null where the set has too few actions.
    public static NeighbourWalk? For(EngineContext context, WriteAction[] actions) => actions.Length < LeastKeys ? null : new(context, actions);

    // Before anything is asked about the action of this number. Numbers ascend.
    public void Reach(int number)
    {
        if (number < _end)
        {
            return;
        }

        GiveUp();
        _end = EndOfRow(number);
        if (_end - number >= LeastKeys)
        {
            Begin(_actions[number].Change.Key, _actions[_end - 1].Change.Key);
        }
    }

    // False where the key has to be read by itself. Else exists tells, and value, which is the store's until the next call.
    public bool TryFind(ReadOnlySpan<byte> key, out bool exists, out ReadOnlySpan<byte> value)
    {
        value = default;
        exists = false;
        if (_walk is null || !TryMove(key))
        {
            return false;
        }

        _credit++;
        exists = !_isAtEnd && _walk.Key.SequenceEqual(key);
        if (exists)
        {
            value = _walk.Value;
        }

        return true;
    }

    public void Dispose() => GiveUp();

    private void GiveUp()
    {
        _walk?.Dispose();
        _walk = null;
    }

    private int EndOfRow(int first)
    {
        var before = _actions[first].Change.Key;
        var end = first + 1;
        for (; end < _actions.Length; end++)
        {
            var key = _actions[end].Change.Key;
            if (!key.AsSpan(0, KeyLayout.HashEnd).SequenceEqual(before.AsSpan(0, KeyLayout.HashEnd)) || key.AsSpan().SequenceCompareTo(before) <= 0)
            {
                break;
            }

            before = key;
        }

        return end;
    }

    private void Begin(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last)
    {
        var upper = new KeyBuffer(stackalloc byte[KeyBuffer.StackBytes]);
        upper.Append(last);
        upper.AppendByte(0);
        _walk = _context.Store.Iterate(_context.Items, first, upper.Written, hint: ScanHint.Brief, deletions: RangeDeletions.None);
        upper.Dispose();
        (_isPlaced, _isAtEnd, _credit) = (false, false, CostOfJump);
    }

    // To the first row that is not below the key, or the end. False where the walk gave up.
    private bool TryMove(ReadOnlySpan<byte> key)
    {
        for (var steps = 0; !_isAtEnd && !(_isPlaced && _walk!.Key.SequenceCompareTo(key) >= 0); steps++)
        {
            if (_isPlaced && steps < MostSteps)
            {
                _isAtEnd = !_walk!.Next();
            }
            else if ((_credit -= CostOfJump) >= 0)
            {
                _isAtEnd = !_walk!.Seek(key);
                _isPlaced = true;
            }
            else
            {
                GiveUp();
                return false;
            }

            if (_walk!.EndedEarly)
            {
                GiveUp();
                return false;
            }
        }

        return true;
    }
}
