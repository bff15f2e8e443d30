// A file or directory of a Disk: what is certainly there, and what was done to it since.
namespace Dyno.Reliability.PowerLoss;

internal enum FileChangeKind
{
    Write,
    Truncate,
    Extend,
}

/// <summary>At: offset of a write, else a length in bytes.</summary>
internal readonly record struct FileChange(int Number, FileChangeKind Kind, long At, byte[] Data);

/// <summary>The name becomes this node, or nothing; from: the name that it had before in the same directory, if it is renamed.</summary>
internal readonly record struct NameChange(int Number, string Name, Node? Node, string? From);

internal sealed class Node(bool isDirectory)
{
    internal bool IsDirectory => isDirectory;

    internal byte[] Bytes { get; set; } = [];

    /// <summary>Where in the trace the first sync ended.</summary>
    internal int SyncedAt { get; private set; } = int.MaxValue;

    internal List<FileChange> Pending { get; } = [];

    internal Dictionary<string, Node> Certain { get; } = [];

    internal List<NameChange> Changes { get; } = [];

    /// <summary>What was done before the sync began is certain now.</summary>
    internal void Sync(long before, int number)
    {
        SyncedAt = Math.Min(SyncedAt, number);
        var content = new Content(Bytes);
        var done = Pending.TakeWhile(c => c.Number < before).ToList();
        done.ForEach(content.Apply);
        Pending.RemoveRange(0, done.Count);
        Bytes = content.ToArray();
        foreach (var change in Changes.TakeWhile(c => c.Number < before).ToList())
        {
            if (change.From is { } from)
            {
                Certain.Remove(from);
            }

            if (change.Node is { } node)
            {
                Certain[change.Name] = node;
            }
            else
            {
                Certain.Remove(change.Name);
            }

            Changes.RemoveAt(0);
        }
    }

    /// <summary>The file's bytes with a random part of what is not certain.</summary>
    internal byte[] ToBytes(Random random)
    {
        if (Pending.Count == 0)
        {
            return Bytes;
        }

        var content = new Content(Bytes);
        switch (random.Next(5))
        {
            case 0:
                break;
            case 1:
                Pending.ForEach(content.Apply);
                break;
            case 2:
                // In order, up to one that is torn.
                var whole = random.Next(Pending.Count);
                Pending.Take(whole).ToList().ForEach(content.Apply);
                content.ApplyTorn(Pending[whole], random);
                break;
            case 3:
                // The length and not the data, or some of it.
                foreach (var change in Pending)
                {
                    content.Apply(change with { Kind = change.Kind == FileChangeKind.Write ? FileChangeKind.Extend : change.Kind, At = change.At + change.Data.Length });
                }

                Pending.Where(_ => random.Next(2) == 0).ToList().ForEach(c => content.ApplyTorn(c, random));
                break;
            default:
                // In any part.
                foreach (var change in Pending.Where(_ => random.Next(2) == 0))
                {
                    if (random.Next(3) == 0)
                    {
                        content.ApplyTorn(change, random);
                    }
                    else
                    {
                        content.Apply(change);
                    }
                }

                break;
        }

        return content.ToArray();
    }

    private sealed class Content(byte[] bytes)
    {
        private byte[] _bytes = (byte[])bytes.Clone();

        internal byte[] ToArray() => _bytes;

        internal void Apply(FileChange change)
        {
            switch (change.Kind)
            {
                case FileChangeKind.Truncate:
                    Array.Resize(ref _bytes, (int)change.At);
                    break;
                case FileChangeKind.Extend:
                    Extend(change.At);
                    break;
                default:
                    Extend(change.At + change.Data.Length);
                    change.Data.CopyTo(_bytes, change.At);
                    break;
            }
        }

        // Whole blocks of the file come to the disk or not.
        internal void ApplyTorn(FileChange change, Random random)
        {
            if (change.Kind != FileChangeKind.Write)
            {
                return;
            }

            var block = random.Next(2) == 0 ? 512 : 4096;
            var first = random.Next(3) == 0;
            var begin = change.At;
            var end = change.At + change.Data.Length;
            while (begin < end)
            {
                var next = Math.Min(end, ((begin / block) + 1) * block);
                if (first ? random.Next(4) != 0 : random.Next(2) == 0)
                {
                    Extend(next);
                    change.Data.AsSpan((int)(begin - change.At), (int)(next - begin)).CopyTo(_bytes.AsSpan((int)begin));
                }
                else if (first)
                {
                    return;
                }

                begin = next;
            }
        }

        private void Extend(long length)
        {
            if (length > _bytes.Length)
            {
                Array.Resize(ref _bytes, (int)length);
            }
        }
    }
}
