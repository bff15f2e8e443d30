// Reads what shim.c wrote down of a run: every change of a file or directory below its root, every sync, and the run's own marks, in the order in which they
// ended. A record is a head of 40 bytes, a text and data. What the head's numbers mean:
//   Open      handle; first: may create, second: empties; text: path          Write     handle; first: offset; data
//   Truncate  handle; first: length      Extend  handle; first: length at least      Sync  handle; first: how many records there were when it began
//   Rename, Link  text: from; data: to        Unlink, MakeDirectory, RemoveDirectory  text: path        Mark  data
using System.Buffers.Binary;
using System.Text;

namespace Dyno.Reliability.PowerLoss;

internal enum TraceKind
{
    Open = 1,
    Write,
    Truncate,
    Extend,
    Sync,
    Rename,
    Unlink,
    Link,
    MakeDirectory,
    RemoveDirectory,
    Mark,
}

internal sealed record TraceRecord(TraceKind Kind, long Handle, long First, long Second, string Text, byte[] Data);

internal static class Trace
{
    private const int HeadBytes = 40;

    internal static List<TraceRecord> Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var records = new List<TraceRecord>();
        var position = 0;

        // The last record may be in part where the process was killed.
        while (position + HeadBytes <= bytes.Length)
        {
            var head = bytes.AsSpan(position, HeadBytes);
            var text = BinaryPrimitives.ReadInt32LittleEndian(head[4..]);
            var data = (int)BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
            var begin = position + HeadBytes;
            if (begin + text + data > bytes.Length)
            {
                break;
            }

            records.Add(new TraceRecord(
                (TraceKind)BinaryPrimitives.ReadInt32LittleEndian(head),
                BinaryPrimitives.ReadInt64LittleEndian(head[16..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[24..]),
                BinaryPrimitives.ReadInt64LittleEndian(head[32..]),
                Encoding.UTF8.GetString(bytes, begin, text),
                bytes[(begin + text)..(begin + text + data)]));
            position = begin + text + data;
        }

        return records;
    }
}
