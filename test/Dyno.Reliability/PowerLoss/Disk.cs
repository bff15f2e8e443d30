// What a disk may hold after a loss of power, by POSIX's promises: what was written to a file is certain when a sync of that file that began later has ended, a
// name in a directory when a sync of that directory has. All else is there or not, each for itself; of ext4's order of data and metadata (data=ordered) nothing is
// taken, but for one thing, without which RocksDB's change of manifests holds on no file system: where a later change of names in the same directory is there,
// so is the name of a file that was synced before it (ext4, XFS, Btrfs and F2FS keep that). Of what is not certain a random part is kept:
//   of a file all, nothing, the first writes and a part of the next, or any part: each block of 512 bytes or 4 KB for itself, as it was in memory at some time, so
//   that a later write to a block is not there without an earlier one; the length may be there without the data. Names that were made, replaced or taken away
//   may not be.
using System.Text;

namespace Dyno.Reliability.PowerLoss;

internal sealed class Disk
{
    private readonly Dictionary<string, Node> _names = new() { [""] = new Node(isDirectory: true) };
    private readonly Dictionary<long, Node> _handles = [];
    private readonly string _prefix;

    /// <summary>A disk as it is at the beginning of a trace.</summary>
    /// <param name="root">A directory; all that is there now is certain.</param>
    /// <param name="prefix">Its path in the trace; records of other places are passed over.</param>
    internal Disk(string root, string prefix)
    {
        _prefix = prefix + "/";
        Load(root, "", _names[""]);
    }

    /// <summary>Does what a record says; number is its place in the trace.</summary>
    internal void Apply(TraceRecord record, int number)
    {
        if (record.Text.Length > 0)
        {
            if (!(record.Text + "/").StartsWith(_prefix, StringComparison.Ordinal))
            {
                return;
            }

            record = record with { Text = Below(record.Text) };
        }

        switch (record.Kind)
        {
            case TraceKind.Open:
                Open(record, number);
                break;
            case TraceKind.Write:
                Change(record, new FileChange(number, FileChangeKind.Write, record.First, record.Data));
                break;
            case TraceKind.Truncate:
                Change(record, new FileChange(number, FileChangeKind.Truncate, record.First, []));
                break;
            case TraceKind.Extend:
                Change(record, new FileChange(number, FileChangeKind.Extend, record.First, []));
                break;
            case TraceKind.Sync when _handles.TryGetValue(record.Handle, out var node):
                node.Sync(record.First, number);
                break;
            case TraceKind.MakeDirectory:
                Name(record.Text, new Node(isDirectory: true), number);
                break;
            case TraceKind.Link:
                Name(Below(Encoding.UTF8.GetString(record.Data)), _names[record.Text], number);
                break;
            case TraceKind.Unlink or TraceKind.RemoveDirectory:
                _names.Remove(record.Text);
                Parent(record.Text).Changes.Add(new NameChange(number, LastName(record.Text), null, null));
                break;
            case TraceKind.Rename:
                Rename(record.Text, Below(Encoding.UTF8.GetString(record.Data)), number);
                break;
        }
    }

    /// <summary>Writes one state in which the disk may be into a new directory.</summary>
    internal void WriteState(string path, Random random)
    {
        // How much of what is not certain is kept differs from state to state: all, nothing, or each with some chance.
        var chance = random.Next(4) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };
        Write(_names[""], path, random, chance);
    }

    private static void Write(Node directory, string path, Random random, double chance)
    {
        Directory.CreateDirectory(path);
        var names = new Dictionary<string, Node>(directory.Certain);
        foreach (var change in Kept(directory.Changes, random, chance))
        {
            if (change.From is { } from)
            {
                names.Remove(from);
            }

            if (change.Node is { } node)
            {
                names[change.Name] = node;
            }
            else
            {
                names.Remove(change.Name);
            }
        }

        foreach (var (name, node) in names)
        {
            if (node.IsDirectory)
            {
                Write(node, Path.Combine(path, name), random, chance);
            }
            else
            {
                File.WriteAllBytes(Path.Combine(path, name), node.ToBytes(random));
            }
        }
    }

    private static IEnumerable<NameChange> Kept(List<NameChange> changes, Random random, double chance)
    {
        var kept = changes.Select(_ => random.NextDouble() < chance).ToArray();
        var last = Array.LastIndexOf(kept, true);
        return changes.Where((change, i) => kept[i] || (i < last && change.Node is { } node && node.SyncedAt < changes[last].Number));
    }

    private void Load(string path, string prefix, Node directory)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(path))
        {
            var name = Path.GetFileName(entry);
            var node = new Node(Directory.Exists(entry));
            directory.Certain[name] = node;
            _names[prefix + name] = node;
            if (node.IsDirectory)
            {
                Load(entry, prefix + name + "/", node);
            }
            else
            {
                node.Bytes = File.ReadAllBytes(entry);
            }
        }
    }

    private void Open(TraceRecord record, int number)
    {
        if (!_names.TryGetValue(record.Text, out var node))
        {
            node = new Node(isDirectory: false);
            Name(record.Text, node, number);
        }
        else if (record.Second != 0)
        {
            node.Pending.Add(new FileChange(number, FileChangeKind.Truncate, 0, []));
        }

        _handles[record.Handle] = node;
    }

    private void Change(TraceRecord record, FileChange change)
    {
        // A file that was opened before the trace began, such as a lock, is of no account.
        if (_handles.TryGetValue(record.Handle, out var node))
        {
            node.Pending.Add(change);
        }
    }

    private void Name(string path, Node node, int number)
    {
        _names[path] = node;
        Parent(path).Changes.Add(new NameChange(number, LastName(path), node, null));
    }

    // Within one directory, as RocksDB renames: both names change or none.
    private void Rename(string from, string to, int number)
    {
        _names.Remove(from, out var node);
        _names[to] = node!;
        Parent(to).Changes.Add(new NameChange(number, LastName(to), node, LastName(from)));
    }

    private Node Parent(string path) => _names[path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : ""];

    private string Below(string path) => path.Length < _prefix.Length ? "" : path[_prefix.Length..];

    private static string LastName(string path) => path[(path.LastIndexOf('/') + 1)..];
}
