// What the records of a table's journal hold: what all its readers together need. Each reader shows less where it promised less.
namespace Dyno.Engine.Streams;

[Flags]
internal enum JournalImages
{
    // The table has no journal.
    None = 0,
    Keys = 1,
    Old = 2,
    New = 4,
}

// Who made a change. The numbers are stored.
internal enum ChangeWriter : byte
{
    Request = 0,
    TimeToLive = 1,
}

internal static class StreamViews
{
    public static JournalImages ImagesOf(StreamViewType? view) => view switch
    {
        null => JournalImages.None,
        StreamViewType.KEYS_ONLY => JournalImages.Keys,
        StreamViewType.OLD_IMAGE => JournalImages.Keys | JournalImages.Old,
        StreamViewType.NEW_IMAGE => JournalImages.Keys | JournalImages.New,
        _ => JournalImages.Keys | JournalImages.Old | JournalImages.New,
    };
}
