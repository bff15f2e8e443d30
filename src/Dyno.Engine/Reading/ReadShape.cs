// What a Query or Scan returns of the items it reads: Select, the projection and the filter, checked against each other.

using Dyno.Expressions;

namespace Dyno.Engine;

internal readonly struct ReadShape
{
    private ReadShape(ConditionExpression? filter, ProjectionExpression? projection, bool countOnly, bool fetch)
    {
        Filter = filter;
        Projection = projection;
        CountOnly = countOnly;
        FetchesFromTable = fetch;
    }

    public ConditionExpression? Filter { get; }

    public ProjectionExpression? Projection { get; }

    public bool CountOnly { get; }

    // A local index is asked for what it does not have: each item is read from the table, at the table's price.
    public bool FetchesFromTable { get; }

    // A part of each item is wanted, or none, and nothing has to be known of the whole. A filter looks at encoded values, which must outlive the walk's step.
    public bool IsReadInPlace => Filter is null && !FetchesFromTable && (CountOnly || Projection is not null);

    public static ReadShape Of(ReadTarget target, Select? select, ProjectionExpression? projection, ConditionExpression? filter)
    {
        var fetch = false;
        if (target.Index is { ProjectsAll: false } index)
        {
            if (select == Select.ALL_ATTRIBUTES)
            {
                fetch = !index.IsGlobal ? true : throw new ValidationException(Messages.AllAttributesOnIndex(index.Name));
            }

            foreach (var path in projection?.Paths ?? [])
            {
                if (!Projects(index, path))
                {
                    fetch = !index.IsGlobal ? true : throw new ValidationException(Messages.NotProjected(index.Name, path.Root));
                }
            }
        }

        return new ReadShape(filter, projection, select == Select.COUNT, fetch);
    }

    // What does not depend on keys, and is said before anything about them.
    public static void CheckSelect(ReadTarget target, Select? select, ProjectionExpression? projection)
    {
        var message = (select, projection is not null) switch
        {
            (Select.ALL_ATTRIBUTES, true) => Messages.ProjectionWithAll,
            (Select.ALL_PROJECTED_ATTRIBUTES, true) => Messages.ProjectionWithAllProjected,
            (Select.COUNT, true) => Messages.ProjectionWithCount,
            (Select.SPECIFIC_ATTRIBUTES, false) => Messages.SpecificWithoutProjection,
            (Select.ALL_PROJECTED_ATTRIBUTES, false) when target.Index is null => Messages.AllProjectedWithoutIndex,
            _ => null,
        };
        if (message is not null)
        {
            throw new ValidationException(message);
        }
    }

    private static bool Projects(IndexState index, DocumentPath path)
    {
        foreach (var name in index.ProjectedNames)
        {
            if (path.RootUtf8.Span.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
