// RocksDB's manifest: what of it recovery has to know, and the end of one that a loss of power left unfinished.
//
// Its records are edits. RocksDB syncs them before it does what follows from them (removes files), so those that never came to the disk whole had no consequences
// and can be taken away. That may be several records: edits of flushes and compactions that came together, and an atomic group, which holds whole or not at
// all. RocksDB takes them away itself where the file is too short, but takes a record whose beginning is missing and whose end, or whose successor, is there for
// damage. Damage of edits that were synced may look like either. It is an error where
// 1. it begins as no record does;
// 2. the sound part does not name all families (an edit may be what made one);
// 3. the newest log of the sound part's time is gone: an edit said where the log's changes are now. While it is there, so are all changes since. It is the newest
//    that the sound part names. Where nothing was flushed since opening, it is the one that RocksDB made just before the manifest, whose number is one less; but
//    only where the sound part has what opening itself wrote for every family, as that says where the changes of the logs before are;
// unless there is nothing yet that could be lost. It is an error too where the file ends amid what opening wrote: that was synced before CURRENT named the file. But
// a manifest may also have been begun in the middle of a database's life (when the one before was full, or could not be written): RefuseHalfOpening.
// What else an edit can have done (files that replace others) RocksDB notices: the others are missing.
using System.Globalization;
using System.Text;

namespace Dyno.Storage.Recovery;

internal sealed class Manifest
{
    private readonly string _path;
    private readonly string _directory;
    private readonly byte[] _bytes;
    private readonly LogRecords _records;
    private readonly LogEnd _end;
    private readonly HashSet<ulong> _families = [0];
    private readonly HashSet<ulong> _opened = [];
    private readonly ulong _number;

    // What edits that look like opening's say: the number behind the last log that it found, or 0 where no edit looks so.
    private ulong _foundLogsBefore;
    private ulong _newestTable;
    private ulong _nextFile;
    private ulong _newestLog;

    // Of the atomic group whose end was not read yet: where it begins, and what it says.
    private long? _groupAt;
    private ulong _groupLog;
    private ulong _groupSequence;

    internal Manifest(string path)
    {
        _path = path;
        _directory = Path.GetDirectoryName(path)!;
        _number = ulong.TryParse(Path.GetFileName(path).Split('-')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        _bytes = File.ReadAllBytes(path);
        _records = new(int.MaxValue, record => Read(new ManifestEdit(record)));
        _records.Read(_bytes, 0);
        _end = new(_bytes, _records.SoundBytes);
    }

    // The newest change that the manifest knows to be in sorted files.
    internal ulong LastSequence { get; private set; }

    private long SoundBytes => _groupAt ?? _records.SoundBytes;

    // Opening makes a log and then the manifest, writes an edit for each family that names the number behind the last log that it found, and no log has that number.
    // A flush names a log of its time, and makes a table before it writes of it. Whatever follows was written by who had made more files.
    internal void RefuseHalfOpening()
    {
        if (_foundLogsBefore > 0 && !IsOpened && _nextFile <= _number + 1 && _newestTable != LogMadeBefore && !File.Exists(LogPath(_foundLogsBefore)))
        {
            throw Damaged($"ends at byte {SoundBytes}, amid what opening wrote");
        }
    }

    // For who may not cut: RocksDB takes a page of zeros for the end, and would show an earlier state.
    internal void RefuseBrokenEnd()
    {
        if (!_end.IsZeros)
        {
            RefuseBroken();
        }
    }

    internal void CutUnfinishedEdits(IEnumerable<string> families)
    {
        if (_end.IsZeros && _groupAt is null)
        {
            return;
        }

        if (_end.EndsLikeUnfinishedWrite && families.All(Names) && NewestLogIsThere())
        {
            LogEnd.Cut(_path, SoundBytes);
            return;
        }

        RefuseBroken();
    }

    private void RefuseBroken()
    {
        if (HoldsChanges())
        {
            throw Damaged($"is broken from byte {SoundBytes}");
        }
    }

    private StoreCorruptedException Damaged(string how) => new(Messages.Corrupted(_directory, $"{Path.GetFileName(_path)} {how}"));

    private bool HoldsChanges() =>
        Directory.EnumerateFiles(_directory, "*.sst").Any() || new DirectoryInfo(_directory).EnumerateFiles("*.log").Any(log => log.Length > 0);

    private ulong LogMadeBefore => _number - 1;

    // Whether what opening wrote is there for every family.
    private bool IsOpened => _families.IsSubsetOf(_opened);

    private bool NewestLogIsThere() =>
        File.Exists(LogPath(_newestLog)) || (LogMadeBefore > _newestLog && IsOpened && File.Exists(LogPath(LogMadeBefore)));

    private bool Names(string family) =>
        _bytes.AsSpan(0, (int)SoundBytes).IndexOf([(byte)family.Length, .. Encoding.ASCII.GetBytes(family)]) >= 0;

    private string LogPath(ulong number) =>
        Path.Combine(_directory, number.ToString("D6", CultureInfo.InvariantCulture) + ".log");

    private void Read(ManifestEdit edit)
    {
        if (edit.AddsFamily)
        {
            _families.Add(edit.Family);
        }

        if (edit.IsNew)
        {
            _nextFile = Math.Max(_nextFile, edit.NextFileNumber);
            _newestTable = Math.Max(_newestTable, edit.NewestTable);
        }

        if (edit.RemainingInGroup is null)
        {
            if (edit.IsNew)
            {
                _opened.Add(edit.Family);
                if (edit.LogNumber < LogMadeBefore)
                {
                    _foundLogsBefore = Math.Max(_foundLogsBefore, edit.LogNumber);
                }
            }

            Hold(edit.LogNumber, edit.LastSequence);
            return;
        }

        // Where the record before ended, which is all that was read when this one is told.
        _groupAt ??= _records.SoundBytes;
        (_groupLog, _groupSequence) = (Math.Max(_groupLog, edit.LogNumber), Math.Max(_groupSequence, edit.LastSequence));
        if (edit.RemainingInGroup == 0)
        {
            Hold(_groupLog, _groupSequence);
            (_groupAt, _groupLog, _groupSequence) = (null, 0, 0);
        }
    }

    private void Hold(ulong log, ulong sequence) => (_newestLog, LastSequence) = (Math.Max(_newestLog, log), Math.Max(LastSequence, sequence));
}
