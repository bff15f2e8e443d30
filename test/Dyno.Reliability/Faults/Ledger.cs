// What a run asked a database to do and what was acknowledged: what may be found in the database afterwards follows from it.
using System.Buffers.Binary;

namespace Dyno.Reliability.Faults;

/// <summary>How far a write came, as its caller knows it.</summary>
internal enum Outcome
{
    NotBegun = 0,

    /// <summary>Begun, and not answered or answered with an error: it may be there or not, but not in part.</summary>
    InDoubt = 1,

    Acknowledged = 2,
}

/// <summary>One item becomes a version of itself, or nothing (version zero).</summary>
internal readonly record struct Change(string Table, int Key, long Version);

/// <summary>One call that writes. Number is its place in the ledger; Schema names what it does to tables, if it does.</summary>
internal sealed record LedgerEntry(int Number, Change[] Changes, bool IsAtomic, string? Schema = null);

/// <summary>Writes in the order in which they were begun. Those that touch the same item are begun one after the other's end.</summary>
internal sealed class Ledger
{
    private readonly List<LedgerEntry> _entries = [];
    private readonly List<Outcome> _outcomes = [];
    private readonly Action<int, Outcome>? _mark;
    private long _lastVersion;

    // mark: told of every change of an outcome, when it happens.
    internal Ledger(Action<int, Outcome>? mark = null) => _mark = mark;

    internal IReadOnlyList<LedgerEntry> Entries => _entries;

    internal int AcknowledgedCount
    {
        get
        {
            lock (_entries)
            {
                return _outcomes.Count(o => o == Outcome.Acknowledged);
            }
        }
    }

    internal long NextVersion() => ++_lastVersion;

    internal Outcome this[LedgerEntry entry] => _outcomes[entry.Number];

    internal LedgerEntry Begin(Change[] changes, bool isAtomic = true, string? schema = null)
    {
        LedgerEntry entry;
        lock (_entries)
        {
            entry = new LedgerEntry(_entries.Count, changes, isAtomic, schema);
            _entries.Add(entry);
            _outcomes.Add(Outcome.InDoubt);
        }

        _mark?.Invoke(entry.Number, Outcome.InDoubt);
        return entry;
    }

    internal void Acknowledge(LedgerEntry entry)
    {
        _mark?.Invoke(entry.Number, Outcome.Acknowledged);
        lock (_entries)
        {
            _outcomes[entry.Number] = Outcome.Acknowledged;
        }
    }

    /// <summary>The same writes with other outcomes: as they were at an earlier moment.</summary>
    internal Ledger With(IReadOnlyList<Outcome> outcomes)
    {
        var result = new Ledger { _lastVersion = _lastVersion };
        result._entries.AddRange(_entries.Take(outcomes.Count));
        result._outcomes.AddRange(outcomes);
        return result;
    }

    /// <summary>For each item that was ever written, the versions it may have now, zero for none.</summary>
    internal Dictionary<(string Table, int Key), HashSet<long>> Possible()
    {
        var result = new Dictionary<(string, int), HashSet<long>>();
        foreach (var entry in _entries)
        {
            foreach (var change in entry.Changes)
            {
                var versions = result.TryGetValue((change.Table, change.Key), out var known) ? known : result[(change.Table, change.Key)] = [0];
                if (this[entry] == Outcome.Acknowledged)
                {
                    versions.Clear();
                }

                if (this[entry] != Outcome.NotBegun)
                {
                    versions.Add(change.Version);
                }
            }
        }

        return result;
    }

    internal static byte[] Mark(int number, Outcome outcome)
    {
        var bytes = new byte[5];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        bytes[4] = (byte)outcome;
        return bytes;
    }

    internal static (int Number, Outcome Outcome) ReadMark(byte[] bytes) => (BinaryPrimitives.ReadInt32LittleEndian(bytes), (Outcome)bytes[4]);
}
