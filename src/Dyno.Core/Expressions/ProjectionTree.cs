// The paths of a projection as a tree whose names are sorted, so that one walk over an item's bytes copies what is wanted.

namespace Dyno.Expressions;

internal sealed class ProjectionTree
{
    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create((l, r) => l.AsSpan().SequenceCompareTo(r));

    private readonly SortedDictionary<byte[], ProjectionTree> _members = new(ByBytes);
    private readonly SortedDictionary<int, ProjectionTree> _elements = [];
    private KeyValuePair<byte[], ProjectionTree>[] _sortedMembers = [];

    private bool IsWhole => _members.Count == 0 && _elements.Count == 0;

    public static ProjectionTree Of(IReadOnlyList<DocumentPath> paths)
    {
        var root = new ProjectionTree();
        foreach (var path in paths)
        {
            var node = root.Member(path.RootUtf8.ToArray());
            foreach (var segment in path.Segments)
            {
                node = segment.Utf8Name is { } name ? node.Member(name) : node.Element(segment.Index);
            }
        }

        root.Seal();
        return root;
    }

    public void Write(ItemWriter writer, ItemReader item) => WriteMembers(writer, item);

    private ProjectionTree Member(byte[] name) => _members.TryGetValue(name, out var node) ? node : _members[name] = new ProjectionTree();

    private ProjectionTree Element(int index) => _elements.TryGetValue(index, out var node) ? node : _elements[index] = new ProjectionTree();

    private void Seal()
    {
        _sortedMembers = [.. _members];
        foreach (var node in _members.Values.Concat(_elements.Values))
        {
            node.Seal();
        }
    }

    private void WriteMembers(ItemWriter writer, ItemReader reader)
    {
        foreach (var (name, node) in _sortedMembers)
        {
            if (reader.TryFind(name, out var value) && node.Leads(value))
            {
                node.WriteValue(writer, name, value);
            }
        }
    }

    private void WriteValue(ItemWriter writer, ReadOnlySpan<byte> name, ValueReader value)
    {
        if (IsWhole)
        {
            writer.WriteEncoded(name, value.Raw);
        }
        else if (_members.Count > 0)
        {
            writer.StartMap(name);
            WriteMembers(writer, value.GetMap());
            writer.EndMap();
        }
        else
        {
            writer.StartList(name);
            var list = value.GetList();
            for (var i = 0; list.Read(); i++)
            {
                if (_elements.TryGetValue(i, out var node) && node.Leads(list.Value))
                {
                    node.WriteValue(writer, [], list.Value);
                }
            }

            writer.EndList();
        }
    }

    // Whether any of the paths below leads to something; a container of nothing is left out.
    private bool Leads(ValueReader value)
    {
        if (IsWhole)
        {
            return true;
        }

        if (_members.Count > 0)
        {
            if (value.Type != AttributeType.M)
            {
                return false;
            }

            var map = value.GetMap();
            foreach (var (name, node) in _sortedMembers)
            {
                if (map.TryFind(name, out var member) && node.Leads(member))
                {
                    return true;
                }
            }

            return false;
        }

        if (value.Type != AttributeType.L)
        {
            return false;
        }

        var list = value.GetList();
        for (var i = 0; list.Read(); i++)
        {
            if (_elements.TryGetValue(i, out var node) && node.Leads(list.Value))
            {
                return true;
            }
        }

        return false;
    }
}
