// A path into an item: an attribute, and perhaps map members and list elements below it.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html

using System.Globalization;
using System.Text;

namespace Dyno.Expressions;

/// <summary>One step below an attribute: a map's member or a list's element.</summary>
public readonly record struct PathSegment
{
    private PathSegment(string? name, byte[]? utf8Name, int index) => (Name, Utf8Name, Index) = (name, utf8Name, index);

    /// <summary>The member's name; null for an element.</summary>
    public string? Name { get; }

    /// <summary>The element's index, from 0; -1 for a member.</summary>
    public int Index { get; }

    internal byte[]? Utf8Name { get; }

    /// <summary>A map's member.</summary>
    public static PathSegment Member(string name) => new(name, Encoding.UTF8.GetBytes(name), -1);

    /// <summary>A list's element.</summary>
    public static PathSegment Element(int index) => new(null, null, index);

    /// <inheritdoc/>
    public bool Equals(PathSegment other) => Index == other.Index && Name == other.Name;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Index);

    /// <inheritdoc/>
    public override string ToString() => Name ?? string.Create(CultureInfo.InvariantCulture, $"[{Index}]");
}

/// <summary>A path into an item.</summary>
public sealed class DocumentPath : IEquatable<DocumentPath>
{
    private readonly PathSegment[] _segments;

    /// <summary>A path of an attribute and the steps below it.</summary>
    public DocumentPath(string root, params ReadOnlySpan<PathSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(root);
        Root = root;
        RootUtf8 = Encoding.UTF8.GetBytes(root);
        _segments = segments.ToArray();
    }

    /// <summary>The attribute's name.</summary>
    public string Root { get; }

    /// <summary>The attribute's name in UTF-8.</summary>
    public ReadOnlyMemory<byte> RootUtf8 { get; }

    /// <summary>The steps below the attribute.</summary>
    public ReadOnlySpan<PathSegment> Segments => _segments;

    /// <summary>Whether the path is an attribute itself.</summary>
    public bool IsTopLevel => _segments.Length == 0;

    /// <summary>The path of an attribute.</summary>
    /// <exception cref="ValidationException">The name is empty or longer than 65,535 bytes.</exception>
    public static DocumentPath Of(string attribute)
    {
        AttributeNames.Check(attribute);
        return new(attribute);
    }

    /// <summary>Finds what the path leads to; false where there is nothing.</summary>
    public bool TryFind(Item item, out ValueReader value)
    {
        if (!item.TryGet(RootUtf8.Span, out value))
        {
            return false;
        }

        foreach (var segment in _segments)
        {
            if (!TryStep(segment, ref value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryStep(PathSegment segment, ref ValueReader value)
    {
        if (segment.Utf8Name is { } name)
        {
            if (value.Type != AttributeType.M)
            {
                return false;
            }

            var map = value.GetMap();
            return map.TryFind(name, out value);
        }

        if (value.Type != AttributeType.L)
        {
            return false;
        }

        var list = value.GetList();
        for (var i = 0; list.Read(); i++)
        {
            if (i == segment.Index)
            {
                value = list.Value;
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(DocumentPath? other) =>
        other is not null && Root == other.Root && _segments.AsSpan().SequenceEqual(other._segments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DocumentPath);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Root);
        foreach (var segment in _segments)
        {
            hash.Add(segment);
        }

        return hash.ToHashCode();
    }

    /// <summary>The path as people write it: <c>a.b[1]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Root);
        foreach (var segment in _segments)
        {
            text.Append(segment.Name is null ? "" : ".").Append(segment);
        }

        return text.ToString();
    }

    // The form DynamoDB's messages have: [a, b, [1]].
    internal string ToMessageText() => "[" + string.Join(", ", new[] { Root }.Concat(_segments.Select(s => s.ToString()))) + "]";
}
