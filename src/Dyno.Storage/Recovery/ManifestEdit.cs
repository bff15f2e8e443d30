// One edit of RocksDB's manifest: tagged fields, numbers as varints, texts with their length before them (db/version_edit.cc of RocksDB).
// Tags from 8192 on may be passed over by who does not know them and are texts; an unknown one below ends the reading, with what was read until then.
namespace Dyno.Storage.Recovery;

internal ref struct ManifestEdit
{
    private const uint Comparator = 1;
    private const uint Log = 2;
    private const uint NextFile = 3;
    private const uint Sequence = 4;
    private const uint CompactCursor = 5;
    private const uint DeletedFile = 6;
    private const uint PreviousLog = 9;
    private const uint MinimumLog = 10;
    private const uint NewFile = 103;
    private const uint FamilyNumber = 200;
    private const uint AddedFamily = 201;
    private const uint DroppedFamily = 202;
    private const uint MaximumFamily = 203;
    private const uint AtomicGroup = 300;
    private const uint FirstIgnorable = 8192;
    private const uint EndOfFile = 1;

    private ReadOnlySpan<byte> _rest;

    internal ManifestEdit(ReadOnlySpan<byte> record)
    {
        _rest = record;
        while (TryRead(out var tag) && ReadField((uint)tag))
        {
        }
    }

    // The family that it is about.
    internal ulong Family { get; private set; }

    // Whether it makes the family, or repeats at a manifest's beginning that it was made.
    internal bool AddsFamily { get; private set; }

    // False for what a manifest repeats at its beginning of those before it.
    internal bool IsNew => NextFileNumber > 0;

    // The number of the next file of any kind when the edit was made, or 0.
    internal ulong NextFileNumber { get; private set; }

    // The greatest number among the tables that it adds, or 0.
    internal ulong NewestTable { get; private set; }

    // The log whose changes are not in sorted files yet, or 0.
    internal ulong LogNumber { get; private set; }

    internal ulong LastSequence { get; private set; }

    // How many edits of its atomic group follow, all of which hold or none; null outside of one.
    internal ulong? RemainingInGroup { get; private set; }

    private bool ReadField(uint tag)
    {
        ulong value;
        switch (tag)
        {
            case Log when TryRead(out value):
                LogNumber = value;
                return true;
            case Sequence when TryRead(out value):
                LastSequence = value;
                return true;
            case AtomicGroup when TryRead(out value):
                RemainingInGroup = value;
                return true;
            case FamilyNumber when TryRead(out value):
                Family = value;
                return true;
            case NextFile when TryRead(out value):
                NextFileNumber = value;
                return true;
            case AddedFamily:
                AddsFamily = true;
                return TrySkipText();
            case PreviousLog or MinimumLog or MaximumFamily:
                return TryRead(out _);
            case Comparator or > FirstIgnorable:
                return TrySkipText();
            case CompactCursor:
                return TryRead(out _) && TrySkipText();
            case DeletedFile:
                return TryRead(out _) && TryRead(out _);
            case NewFile:
                return TrySkipFile();
            case DroppedFamily:
                return true;
            default:
                return false;
        }
    }

    // Level, number, size, first and last key, first and last sequence number; then tagged texts up to the end's tag.
    private bool TrySkipFile()
    {
        if (!(TryRead(out _) && TryRead(out var number) && TryRead(out _) && TrySkipText() && TrySkipText() && TryRead(out _) && TryRead(out _)))
        {
            return false;
        }

        NewestTable = Math.Max(NewestTable, number);

        while (TryRead(out var tag))
        {
            if (tag == EndOfFile)
            {
                return true;
            }

            if (!TrySkipText())
            {
                return false;
            }
        }

        return false;
    }

    private bool TrySkipText()
    {
        if (!TryRead(out var length) || length > (ulong)_rest.Length)
        {
            return false;
        }

        _rest = _rest[(int)length..];
        return true;
    }

    private bool TryRead(out ulong value)
    {
        value = 0;
        for (var i = 0; i < Math.Min(_rest.Length, 10); i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
