// A place in an item while changes are gathered: the attribute and the steps below it, shared with the places above.

using Dyno.Expressions;

namespace EFCore.Dyno.Update;

internal sealed class ItemPath
{
    private readonly string? _root;
    private readonly PathSegment[] _segments;
    private DocumentPath? _path;

    private ItemPath(string? root, PathSegment[] segments)
    {
        _root = root;
        _segments = segments;
    }

    /// <summary>The item itself.</summary>
    public static ItemPath Root { get; } = new(null, []);

    public bool IsRoot => _root is null;

    public ItemPath Member(string name) => _root is null ? new(name, []) : new(_root, [.. _segments, PathSegment.Member(name)]);

    public ItemPath Element(int index) => new(_root, [.. _segments, PathSegment.Element(index)]);

    public DocumentPath To(string name) => Member(name).ToPath();

    public DocumentPath ToPath() => _path ??= new DocumentPath(_root!, _segments);
}
