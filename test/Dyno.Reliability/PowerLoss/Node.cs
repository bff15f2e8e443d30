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

        // A block comes to the disk as it is in memory at some time: with the first so many of the changes, never with a later and without an earlier one.
        var block = random.Next(2) == 0 ? 512 : 4096;
        var all = Pending.Count;
        var whole = random.Next(all);
        var (lengthAt, blockAt) = random.Next(5) switch
        {
            0 => (0, _ => 0),
            1 => (all, _ => all),

            // In order, up to one that is torn.
            2 => (whole + random.Next(2), _ => whole + random.Next(2)),

            // The length and not the data, or some of it.
            3 => (all, _ => random.Next(2) == 0 ? random.Next(all + 1) : 0),
            _ => (random.Next(all + 1), (Func<long, int>)(_ => random.Next(all + 1))),
        };
        return Compose(block, lengthAt, blockAt);
    }

    // lengthAt, blockAt: after how many of the changes the length is kept, and each block.
    private byte[] Compose(int block, int lengthAt, Func<long, int> blockAt)
    {
        var content = new Content(Bytes);
        var states = new List<byte[]> { Bytes };
        foreach (var change in Pending)
        {
            content.Apply(change);
            states.Add(content.ToArray());
        }

        var result = new byte[states[lengthAt].Length];
        for (var begin = 0; begin < result.Length; begin += block)
        {
            var state = states[blockAt(begin / block)];
            var length = Math.Min(block, Math.Min(state.Length, result.Length) - begin);
            if (length > 0)
            {
                Array.Copy(state, begin, result, begin, length);
            }
        }

        return result;
    }

    private sealed class Content(byte[] bytes)
    {
        private byte[] _bytes = (byte[])bytes.Clone();

        internal byte[] ToArray() => (byte[])_bytes.Clone();

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

        private void Extend(long length)
        {
            if (length > _bytes.Length)
            {
                Array.Resize(ref _bytes, (int)length);
            }
        }
    }
}
