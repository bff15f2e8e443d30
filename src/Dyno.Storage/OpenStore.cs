// Opens RocksDB: turns StoreOptions into its settings, refuses what must not be opened, and owns the native handles of an open database.
// Settings are RocksDB's own option text where it has one (one call instead of forty); the shared block cache needs the C API.
using System.Runtime.InteropServices;
using System.Text;
using Dyno.Storage.Native;
using Dyno.Storage.Recovery;

namespace Dyno.Storage;

internal sealed unsafe class OpenStore
{
    // Opened where the caller does not name it: every RocksDB database has it.
    private static readonly ColumnFamilyOptions s_idle = IdleFamily.Name;

    // RocksDB's constants.
    private const byte ChecksumXxh3 = 4;
    private const int DataBlockBinarySearchAndHash = 1;

    // Formats before 5 have slower filters; 5 is what RocksDB 6.6 and later read.
    private const int TableFormat = 5;

    private readonly string _path;
    private FileStream? _lock;
    private nint _environment;
    private nint _cache;
    private bool _readOnly;
    private bool _syncs;

    private OpenStore(string path) => _path = path;

    internal nint Handle { get; private set; }

    internal nint ReadOptions { get; private set; }

    internal nint WriteOptions { get; private set; }

    internal Dictionary<string, ColumnFamily> Families { get; } = new(StringComparer.Ordinal);

    // What the next opening would read again. 0 where nothing is on disk, or nothing may be changed there. RocksDB may be removing a log that is listed.
    internal long LogBytes => _lock is null || _readOnly ? 0 : new DirectoryInfo(_path).EnumerateFiles("*.log").Sum(log => log.Exists ? log.Length : 0);

    internal static OpenStore Open(string path, StoreOptions options)
    {
        LibraryResolver.Register();
        var open = new OpenStore(path);
        try
        {
            open.OpenDatabase(path, options);
            return open;
        }
        catch
        {
            open.Close();
            throw;
        }
    }

    internal void Close()
    {
        foreach (var family in Families.Values)
        {
            RocksDb.FamilyDestroy(family.Handle);
        }

        Families.Clear();
        ulong? lastSequence = Handle != 0 && _syncs ? RocksDb.LatestSequenceNumber(Handle) : null;
        Release(RocksDb.Close, Handle);
        Release(RocksDb.ReadOptionsDestroy, ReadOptions);
        Release(RocksDb.WriteOptionsDestroy, WriteOptions);
        Release(RocksDb.CacheDestroy, _cache);
        Release(RocksDb.EnvironmentDestroy, _environment);
        if (_lock is not null)
        {
            if (Handle != 0 && !_readOnly)
            {
                CleanClose.Write(_path, lastSequence);
            }

            _lock.Dispose();
        }

        Handle = ReadOptions = WriteOptions = _cache = _environment = 0;
    }

    private static void Release(Action<nint> release, nint handle)
    {
        if (handle != 0)
        {
            release(handle);
        }
    }

    private void OpenDatabase(string path, StoreOptions options)
    {
        if (!options.InMemory)
        {
            _readOnly = options.ReadOnly;
            _syncs = options.Durability == Durability.LosesNothing;
            Prepare(path, options);
        }

        var native = new List<nint>();
        try
        {
            var database = Options(native, DatabaseText(options));
            if (options.InMemory)
            {
                _environment = RocksDb.EnvironmentCreateInMemory();
                RocksDb.OptionsSetEnvironment(database, _environment);
            }

            _cache = RocksDb.CacheCreate((nuint)options.BlockCacheBytes);
            var families = FamiliesToOpen(path, options, database);
            OpenFamilies(path, database, families, [.. families.Select(family => FamilyOptions(native, family, options))]);
        }
        finally
        {
            native.ForEach(RocksDb.OptionsDestroy);
        }

        ReadOptions = RocksDb.ReadOptionsCreate();
        WriteOptions = RocksDb.WriteOptionsCreate();
        RocksDb.WriteOptionsSetSync(WriteOptions, !options.InMemory && options.Durability == Durability.LosesNothing ? (byte)1 : (byte)0);
        RocksDb.WriteOptionsDisableLog(WriteOptions, HasLog(options) ? 0 : 1);
    }

    private static bool HasLog(StoreOptions options) => !options.InMemory && options.Durability != Durability.LosesUnflushedWritesOnCrash;

    // What .NET does with files before RocksDB does. A caller shall not have to know which of the two failed.
    private void Prepare(string path, StoreOptions options)
    {
        try
        {
            if (!_readOnly)
            {
                if (!File.Exists(Path.Combine(path, "CURRENT")))
                {
                    DirectorySync.Create(path);
                }
            }
            else if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new StoreIOException(Messages.NoDatabase(path), false);
            }

            Lock(path);
            RecoveryCheck.Run(path, options.ColumnFamilies.Select(family => family.Name), changes: !_readOnly);
        }
        catch (IOException exception) when (exception is not (StoreException or FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw NativeError.ToException(exception, path);
        }
    }

    // RocksDB's own lock does not know that two spellings (a symbolic link) are one directory, and then both opens of one process succeed.
    private void Lock(string path)
    {
        var file = Path.Combine(path, "DYNO.LOCK");
        if (_readOnly && !File.Exists(file))
        {
            return;
        }

        try
        {
            _lock = new FileStream(
                file, _readOnly ? FileMode.Open : FileMode.OpenOrCreate, _readOnly ? FileAccess.Read : FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            throw new StoreLockedException(path);
        }
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsSharingViolation(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    // All families that exist must be opened, also those that the caller does not name.
    private static List<ColumnFamilyOptions> FamiliesToOpen(string path, StoreOptions options, nint database)
    {
        var families = options.ColumnFamilies.ToList();
        var names = families.Select(family => family.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Add(IdleFamily.Name))
        {
            families.Add(s_idle);
        }

        if (!options.InMemory && File.Exists(Path.Combine(path, "CURRENT")))
        {
            var existing = ExistingFamilies(path, database);
            if (options.ReadOnly)
            {
                families.RemoveAll(family => !existing.Contains(family.Name));
            }

            foreach (var name in existing.Where(names.Add))
            {
                families.Add(name);
            }
        }

        return families;
    }

    private static List<string> ExistingFamilies(string path, nint database)
    {
        var names = new List<string>();
        byte* error = null;
        nuint count;
        fixed (byte* pathBytes = Text(path))
        {
            var list = RocksDb.ListFamilies(database, pathBytes, &count, &error);
            NativeError.ThrowIf(error, path);
            for (nuint i = 0; i < count; i++)
            {
                names.Add(Marshal.PtrToStringUTF8((nint)list[i])!);
            }

            RocksDb.ListFamiliesDestroy(list, count);
        }

        return names;
    }

    private void OpenFamilies(string path, nint database, List<ColumnFamilyOptions> families, nint[] familyOptions)
    {
        var handles = new nint[families.Count];
        var names = new byte*[families.Count];
        byte* error = null;
        var pins = new List<GCHandle>();
        try
        {
            for (var i = 0; i < families.Count; i++)
            {
                var pin = GCHandle.Alloc(Text(families[i].Name), GCHandleType.Pinned);
                pins.Add(pin);
                names[i] = (byte*)pin.AddrOfPinnedObject();
            }

            fixed (byte* pathBytes = Text(path))
            fixed (byte** namesPointer = names)
            fixed (nint* optionsPointer = familyOptions, handlesPointer = handles)
            {
                Handle = _readOnly
                    ? RocksDb.OpenReadOnly(database, pathBytes, families.Count, namesPointer, optionsPointer, handlesPointer, 0, &error)
                    : RocksDb.Open(database, pathBytes, families.Count, namesPointer, optionsPointer, handlesPointer, &error);
            }
        }
        finally
        {
            pins.ForEach(pin => pin.Free());
        }

        NativeError.ThrowIf(error, path);
        for (var i = 0; i < families.Count; i++)
        {
            Families.Add(families[i].Name, new ColumnFamily(families[i].Name, handles[i], RocksDb.FamilyId(handles[i]), families[i].PrefixBytes));
        }
    }

    private nint FamilyOptions(List<nint> native, ColumnFamilyOptions family, StoreOptions options)
    {
        var tuning = options.Table;
        var result = Options(native, ReferenceEquals(family, s_idle) ? IdleFamily.Options(options.WriteBufferBytes) : FamilyText(family, options));
        var table = RocksDb.TableCreate();
        RocksDb.TableSetBlockSize(table, (nuint)tuning.BlockBytes);
        RocksDb.TableSetRestartInterval(table, tuning.RestartInterval);
        RocksDb.TableSetChecksum(table, ChecksumXxh3);
        RocksDb.TableSetFormatVersion(table, TableFormat);
        RocksDb.TableSetBlockCache(table, _cache);
        if (family.PointLookups)
        {
            RocksDb.TableSetFilter(
                table,
                tuning.Ribbon ? RocksDb.FilterCreateRibbon(tuning.FilterBitsPerKey, 1) : RocksDb.FilterCreateBloom(tuning.FilterBitsPerKey));
            if (tuning.HashIndex)
            {
                RocksDb.TableSetDataBlockIndex(table, DataBlockBinarySearchAndHash);
                RocksDb.TableSetDataBlockHashRatio(table, 0.75);
            }
        }

        RocksDb.OptionsSetTable(result, table);
        RocksDb.TableDestroy(table);
        return result;
    }

    // WAL recovery: damage in a log is an error (RecoveryCheck has cut off what is not damage but an unfinished write; where nothing may be changed it is
    // still there, and RocksDB has to end before it).
    // The sizes of finished logs are kept in the manifest, so a finished log that is missing or cut is an error too.
    // All families are flushed as one, with a log too. A commit whose sync failed is in the log and not in memory; a family that was flushed behind it passes it over
    // when the log is read, one that was not applies it: half of a commit. RocksDB does not recover by itself from a failed write (and IdleFamily).
    private static string DatabaseText(StoreOptions options) => string.Join(
        ';',
        "create_if_missing=true",
        "create_missing_column_families=true",
        "paranoid_checks=true",
        "wal_recovery_mode=" + (options.ReadOnly ? "kPointInTimeRecovery" : "kTolerateCorruptedTailRecords"),
        "track_and_verify_wals_in_manifest=" + (HasLog(options) ? "true" : "false"),
        "atomic_flush=true",
        "max_open_files=-1",

        // One flush at a time: RocksDB before 8.7 lets a second one wait for ever for one that failed, and closing for both (facebook/rocksdb#11872). Of eight
        // jobs and more it would make two.
        "max_background_flushes=1",
        "max_background_compactions=" + Math.Max(1, options.BackgroundJobs - 1),
        "max_total_wal_size=" + (options.WriteBufferBytes * 4),
        "bytes_per_sync=1048576",
        "info_log_level=WARN_LEVEL",
        "keep_log_file_num=2",
        "max_log_file_size=1048576",
        "stats_dump_period_sec=0",
        "stats_persist_period_sec=0",
        "max_bgerror_resume_count=0",
        options.ExtraDatabaseOptions);

    private static string FamilyText(ColumnFamilyOptions family, StoreOptions options) => string.Join(
        ';',
        "write_buffer_size=" + options.WriteBufferBytes,
        "max_write_buffer_number=4",
        "min_write_buffer_number_to_merge=1",
        "compression=kLZ4Compression",
        "level_compaction_dynamic_level_bytes=true",
        "level0_file_num_compaction_trigger=4",
        "max_bytes_for_level_base=" + (options.WriteBufferBytes * 4),
        "target_file_size_base=" + options.WriteBufferBytes,
        "memtable_whole_key_filtering=true",
        "memtable_prefix_bloom_size_ratio=0.02",
        "prefix_extractor=" + (family.PrefixBytes > 0 ? "fixed:" + family.PrefixBytes : "nullptr"),
        options.ExtraFamilyOptions);

    private static nint Options(List<nint> native, string text)
    {
        var start = RocksDb.OptionsCreate();
        native.Add(start);
        var result = RocksDb.OptionsCreate();
        native.Add(result);
        byte* error = null;
        fixed (byte* bytes = Text(text))
        {
            RocksDb.OptionsFromString(start, bytes, result, &error);
        }

        return error == null ? result : throw new ArgumentException(Messages.BadOptions(NativeError.Take(error)));
    }

    internal static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
