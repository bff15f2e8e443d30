// The columns of a SELECT list: each path becomes an attribute of the row, named by its last name and what follows it, as DynamoDB does it (SELECT a.b
// gives b, SELECT a.b[1] gives b[1]). Where nothing is known: of two columns of one name the last counts; what is missing is left out, and a row may be empty.
using System.Text;
using Dyno.Expressions;

namespace Dyno.Engine.PartiQL;

internal sealed class RowShape
{
    private readonly List<(byte[] Name, DocumentPath Path)> _columns = [];

    public RowShape(IReadOnlyList<DocumentPath> paths)
    {
        Paths = paths;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = paths.Count - 1; i >= 0; i--)
        {
            var name = NameOf(paths[i]);
            if (names.Add(name))
            {
                _columns.Add((Encoding.UTF8.GetBytes(name), paths[i]));
            }
        }

        _columns.Sort(static (l, r) => l.Name.AsSpan().SequenceCompareTo(r.Name));
        Attributes = [.. paths.Select(p => p.Root).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<DocumentPath> Paths { get; }

    // The attributes that a read must return for the rows to be made of.
    public IReadOnlyList<string> Attributes { get; }

    public Item Apply(Item item)
    {
        var writer = ItemWriter.Rent();
        try
        {
            foreach (var (name, path) in _columns)
            {
                if (path.TryFind(item, out var value))
                {
                    writer.WriteEncoded(name, value.Raw);
                }
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    public override string ToString() => string.Join(", ", Paths);

    private static string NameOf(DocumentPath path)
    {
        var name = path.Root;
        foreach (var segment in path.Segments)
        {
            name = segment.Name ?? name + segment;
        }

        return name;
    }
}
