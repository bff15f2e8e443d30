// What the engine says of streams and time to live.
using System.Globalization;

namespace Dyno.Engine;

internal static partial class Messages
{
    public const string CreatedStreamWithoutView = Invalid + "Table is being created with a stream enabled, UpdateViewType is required";
    public const string ViewWithoutCreatedStream = Invalid + "Table is being created with a stream disabled, UpdateViewType should not be specified";
    public const string EnabledStreamWithoutView = Invalid + "If stream is being enabled then UpdateViewType is required";
    public const string ViewWithoutEnabledStream = Invalid + "If stream is being disabled, then UpdateViewType must not be specified";
    public const string InvalidStreamArn = "Invalid StreamArn";
    public const string ShardNotFound = "Requested resource not found: Shard does not exist";
    public const string InvalidShardIterator = "Invalid ShardIterator";
    public const string InvalidSequenceNumber = "Invalid SequenceNumber";
    public const string MissingSequenceNumber = "Missing SequenceNumber: an iterator at or after a sequence number needs one";
    public const string UnwantedSequenceNumber = "SequenceNumber should not be specified with ShardIteratorType TRIM_HORIZON or LATEST";
    public const string Trimmed = "The records at this place of the shard are older than 24 hours and gone: begin at TRIM_HORIZON.";
    public const string JournalDamaged = "A record of the journal is damaged: restore the database from a backup.";
    public const string StreamDamaged = "The record of a stream is damaged: restore the database from a backup.";
    public const string StreamNewer = "The record of a stream was written by a newer version: open the database with that version.";
    public const string TimeToLiveEnabled = "TimeToLive is already enabled";
    public const string TimeToLiveDisabled = "TimeToLive is already disabled";
    public const string TimeToLiveChangedOften = "Time to live has been modified multiple times within a fixed interval";

    public static string StreamNotFound(string arn) => $"Requested resource not found: Stream: {arn} not found";

    public static string StreamEnabled(string table) => $"Table already has an enabled stream: TableName: {table}";

    public static string NoStream(string table) => $"Table has no stream to disable: TableName: {table}";

    public static string ChildShardFilter(string shardId) =>
        $"{OneError}Value '{shardId}' at 'shardFilter.shardId' failed to satisfy constraint: ShardFilter.ShardId must be the id of a shard";

    public static string OutsideLimit(int limit, int maximum) => limit < 1
        ? $"{OneError}Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
        : $"{OneError}Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to {maximum}";

    public static string IteratorExpired(DateTimeOffset issued, DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture,
        $"Iterator expired. The iterator was created at time {issued:R} while right now it is {now:R}: an iterator can be used for 15 minutes.");

    public static string OtherTimeToLive(string attribute) => $"TimeToLive is active on a different AttributeName: current AttributeName is {attribute}";
}
