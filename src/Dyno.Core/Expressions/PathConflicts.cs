// Finds two paths of one expression of which one lies in the other (overlap), or that take one thing for both a map and a list (conflict).

namespace Dyno.Expressions;

internal static class PathConflicts
{
    /// <summary>The message for the first pair that overlaps, else for the first that conflicts; null where all go together.</summary>
    public static (string Message, bool IsOverlap)? Find(IReadOnlyList<DocumentPath> paths)
    {
        string? conflict = null;
        for (var later = 1; later < paths.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (one, two) = (paths[earlier], paths[later]);
                if (one.Root != two.Root)
                {
                    continue;
                }

                var common = 0;
                while (common < one.Segments.Length && common < two.Segments.Length && one.Segments[common].Equals(two.Segments[common]))
                {
                    common++;
                }

                if (common == one.Segments.Length || common == two.Segments.Length)
                {
                    return (ExpressionMessages.Overlap(one, two), true);
                }

                if (one.Segments[common].Name is null != two.Segments[common].Name is null)
                {
                    conflict ??= ExpressionMessages.Conflict(one, two);
                }
            }
        }

        return conflict is null ? null : (conflict, false);
    }
}
