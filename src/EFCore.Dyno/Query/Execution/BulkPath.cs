// A place in an item that a bulk write writes: names, and places in lists that the row or the execution gives.

using System.Globalization;
using Dyno.Expressions;

namespace EFCore.Dyno.Query;

internal sealed class BulkPath
{
    private readonly List<(string? Name, int Place)> _steps = [];
    private readonly ComputedValue? _element;
    private readonly DocumentPath? _known;

    // Column gives the column of the row in which an element's place stands.
    public BulkPath(DynoSource holder, string? attribute, ComputedValue? element, Func<DynoSource, int> column)
    {
        for (var source = holder; source.Embedded is { } embedded; source = source.Parent!)
        {
            if (source.IsElement)
            {
                _steps.Insert(0, (null, column(source)));
                List = source.Parent!.PathTo(embedded.AttributeName) ?? List;
            }

            _steps.Insert(0, (embedded.AttributeName, -1));
        }

        if (attribute is not null)
        {
            _steps.Add((attribute, -1));
        }

        _element = element;
        _known = _element is null && _steps.TrueForAll(s => s.Name is not null) ? Make(null, []) : null;
    }

    // The outermost list on the way, whose elements must not move; null where there is none.
    public DocumentPath? List { get; }

    public string Root => _steps[0].Name!;

    public bool IsItem => _steps.Count == 0;

    public DocumentPath In(DynoQueryContext? context, object?[] row) => _known ?? Make(context, row);

    private DocumentPath Make(DynoQueryContext? context, object?[] row)
    {
        var segments = new List<PathSegment>(_steps.Count);
        for (var i = 1; i < _steps.Count; i++)
        {
            segments.Add(_steps[i].Name is { } name ? PathSegment.Member(name) : PathSegment.Element((int)row[_steps[i].Place]!));
        }

        if (_element is not null)
        {
            segments.Add(PathSegment.Element(Convert.ToInt32(_element.Of(context!, null), CultureInfo.InvariantCulture)));
        }

        return new(_steps[0].Name!, [.. segments]);
    }
}
