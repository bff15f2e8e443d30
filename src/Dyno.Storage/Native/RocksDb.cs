// The C API of RocksDB 7.8, as far as Dyno.Storage needs it: with DirectorySync the only P/Invoke of the project.
// Everything is blittable: pointers, lengths and bytes; no marshalling, no strings. Errors come back as malloc'ed text
// in `error` (see NativeError). Functions that only read a field skip the GC transition; nothing that may block does.
using System.Runtime.InteropServices;

namespace Dyno.Storage.Native;

internal static unsafe partial class RocksDb
{
    internal const string Library = "rocksdb";

    // Options

    [LibraryImport(Library, EntryPoint = "rocksdb_options_create")]
    internal static partial nint OptionsCreate();

    [LibraryImport(Library, EntryPoint = "rocksdb_options_destroy")]
    internal static partial void OptionsDestroy(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_get_options_from_string")]
    internal static partial void OptionsFromString(nint baseOptions, byte* text, nint newOptions, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_env")]
    internal static partial void OptionsSetEnvironment(nint options, nint environment);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_block_based_table_factory")]
    internal static partial void OptionsSetTable(nint options, nint table);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_create")]
    internal static partial nint TableCreate();

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_destroy")]
    internal static partial void TableDestroy(nint table);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_block_size")]
    internal static partial void TableSetBlockSize(nint table, nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_block_restart_interval")]
    internal static partial void TableSetRestartInterval(nint table, int keys);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_checksum")]
    internal static partial void TableSetChecksum(nint table, byte kind);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_format_version")]
    internal static partial void TableSetFormatVersion(nint table, int version);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_block_cache")]
    internal static partial void TableSetBlockCache(nint table, nint cache);

    // RocksDB takes ownership of the filter.
    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_filter_policy")]
    internal static partial void TableSetFilter(nint table, nint filter);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_data_block_index_type")]
    internal static partial void TableSetDataBlockIndex(nint table, int kind);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_data_block_hash_ratio")]
    internal static partial void TableSetDataBlockHashRatio(nint table, double ratio);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_cache_index_and_filter_blocks")]
    internal static partial void TableSetCacheIndexAndFilter(nint table, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_filterpolicy_create_bloom_full")]
    internal static partial nint FilterCreateBloom(double bitsPerKey);

    [LibraryImport(Library, EntryPoint = "rocksdb_filterpolicy_create_ribbon_hybrid")]
    internal static partial nint FilterCreateRibbon(double bloomEquivalentBitsPerKey, int bloomBeforeLevel);

    [LibraryImport(Library, EntryPoint = "rocksdb_cache_create_lru")]
    internal static partial nint CacheCreate(nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_cache_destroy")]
    internal static partial void CacheDestroy(nint cache);

    [LibraryImport(Library, EntryPoint = "rocksdb_create_mem_env")]
    internal static partial nint EnvironmentCreateInMemory();

    [LibraryImport(Library, EntryPoint = "rocksdb_env_destroy")]
    internal static partial void EnvironmentDestroy(nint environment);

    // Database

    [LibraryImport(Library, EntryPoint = "rocksdb_open_column_families")]
    internal static partial nint Open(
        nint options, byte* path, int count, byte** names, nint* familyOptions, nint* families, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_list_column_families")]
    internal static partial byte** ListFamilies(nint options, byte* path, nuint* count, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_list_column_families_destroy")]
    internal static partial void ListFamiliesDestroy(byte** names, nuint count);

    [LibraryImport(Library, EntryPoint = "rocksdb_column_family_handle_get_id")]
    internal static partial uint FamilyId(nint family);

    [LibraryImport(Library, EntryPoint = "rocksdb_column_family_handle_destroy")]
    internal static partial void FamilyDestroy(nint family);

    // With failIfLog it refuses a database that was not closed cleanly.
    [LibraryImport(Library, EntryPoint = "rocksdb_open_for_read_only_column_families")]
    internal static partial nint OpenReadOnly(
        nint options, byte* path, int count, byte** names, nint* familyOptions, nint* handles, byte failIfLog, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_close")]
    internal static partial void Close(nint db);

    [LibraryImport(Library, EntryPoint = "rocksdb_free")]
    internal static partial void Free(void* pointer);

    [LibraryImport(Library, EntryPoint = "rocksdb_get_latest_sequence_number")]
    internal static partial ulong LatestSequenceNumber(nint db);

    // Reads

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_create")]
    internal static partial nint ReadOptionsCreate();

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_destroy")]
    internal static partial void ReadOptionsDestroy(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_snapshot")]
    internal static partial void ReadOptionsSetSnapshot(nint options, nint snapshot);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_fill_cache")]
    internal static partial void ReadOptionsSetFillCache(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_readahead_size")]
    internal static partial void ReadOptionsSetReadahead(nint options, nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_total_order_seek")]
    internal static partial void ReadOptionsSetTotalOrder(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_ignore_range_deletions")]
    internal static partial void ReadOptionsSetIgnoreRangeDeletions(nint options, byte value);

    // 0: as many as there are.
    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_max_skippable_internal_keys")]
    internal static partial void ReadOptionsSetMostSkipped(nint options, ulong rows);

    // RocksDB keeps the pointer: the bytes must not move while an iterator made from these options lives.
    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_iterate_lower_bound")]
    internal static partial void ReadOptionsSetLower(nint options, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_iterate_upper_bound")]
    internal static partial void ReadOptionsSetUpper(nint options, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_get_pinned_cf")]
    internal static partial nint Get(nint db, nint options, nint family, byte* key, nuint keyLength, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_pinnableslice_value")]
    [SuppressGCTransition]
    internal static partial byte* PinnedValue(nint pinned, nuint* length);

    [LibraryImport(Library, EntryPoint = "rocksdb_pinnableslice_destroy")]
    internal static partial void PinnedDestroy(nint pinned);

    [LibraryImport(Library, EntryPoint = "rocksdb_batched_multi_get_cf")]
    internal static partial void MultiGet(
        nint db, nint options, nint family, nuint count, byte** keys, nuint* keyLengths, nint* values, byte** errors, byte sorted);

    [LibraryImport(Library, EntryPoint = "rocksdb_create_snapshot")]
    internal static partial nint SnapshotCreate(nint db);

    [LibraryImport(Library, EntryPoint = "rocksdb_release_snapshot")]
    internal static partial void SnapshotRelease(nint db, nint snapshot);

    // Iterators

    [LibraryImport(Library, EntryPoint = "rocksdb_create_iterator_cf")]
    internal static partial nint IteratorCreate(nint db, nint options, nint family);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_destroy")]
    internal static partial void IteratorDestroy(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_valid")]
    [SuppressGCTransition]
    internal static partial byte IteratorValid(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_seek_to_first")]
    internal static partial void IteratorSeekToFirst(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_seek_to_last")]
    internal static partial void IteratorSeekToLast(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_seek")]
    internal static partial void IteratorSeek(nint iterator, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_seek_for_prev")]
    internal static partial void IteratorSeekForPrevious(nint iterator, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_next")]
    internal static partial void IteratorNext(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_prev")]
    internal static partial void IteratorPrevious(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_key")]
    [SuppressGCTransition]
    internal static partial byte* IteratorKey(nint iterator, nuint* length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_value")]
    [SuppressGCTransition]
    internal static partial byte* IteratorValue(nint iterator, nuint* length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_get_error")]
    internal static partial void IteratorError(nint iterator, byte** error);

    // Writes

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_create")]
    internal static partial nint WriteOptionsCreate();

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_destroy")]
    internal static partial void WriteOptionsDestroy(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_set_sync")]
    internal static partial void WriteOptionsSetSync(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_disable_WAL")]
    internal static partial void WriteOptionsDisableLog(nint options, int value);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_create_from")]
    internal static partial nint BatchCreateFrom(byte* bytes, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_destroy")]
    internal static partial void BatchDestroy(nint batch);

    [LibraryImport(Library, EntryPoint = "rocksdb_write")]
    internal static partial void Write(nint db, nint options, nint batch, byte** error);

    // Upkeep

    [LibraryImport(Library, EntryPoint = "rocksdb_flushoptions_create")]
    internal static partial nint FlushOptionsCreate();

    [LibraryImport(Library, EntryPoint = "rocksdb_flushoptions_destroy")]
    internal static partial void FlushOptionsDestroy(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_flush_cf")]
    internal static partial void Flush(nint db, nint options, nint family, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_compact_range_cf")]
    internal static partial void CompactRange(nint db, nint family, byte* from, nuint fromLength, byte* to, nuint toLength);

    [LibraryImport(Library, EntryPoint = "rocksdb_checkpoint_object_create")]
    internal static partial nint CheckpointCreate(nint db, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_checkpoint_create")]
    internal static partial void CheckpointWrite(nint checkpoint, byte* path, ulong logSizeForFlush, byte** error);

    [LibraryImport(Library, EntryPoint = "rocksdb_checkpoint_object_destroy")]
    internal static partial void CheckpointDestroy(nint checkpoint);

    [LibraryImport(Library, EntryPoint = "rocksdb_property_value_cf")]
    internal static partial byte* Property(nint db, nint family, byte* name);

    [LibraryImport(Library, EntryPoint = "rocksdb_approximate_sizes_cf")]
    internal static partial void ApproximateSizes(
        nint db, nint family, int count, byte** from, nuint* fromLengths, byte** to, nuint* toLengths, ulong* sizes, byte** error);
}
