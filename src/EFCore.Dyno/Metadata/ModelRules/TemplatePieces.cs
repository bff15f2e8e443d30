// Whether keys of two types can be one text, from the pieces that their templates are made of. A key that is a property alone has no pieces but null.

namespace EFCore.Dyno.Metadata;

/// <summary>A literal text, or a property's, or (neither) a shard's.</summary>
internal readonly record struct TemplatePiece(string? Literal, bool IsProperty);

internal static class TemplatePieces
{
    public static bool AreDistinct(IReadOnlyList<TemplatePiece>? left, IReadOnlyList<TemplatePiece>? right)
    {
        var (a, b) = (Prefix(left), Prefix(right));
        if (IsConstant(left) && IsConstant(right))
        {
            return a != b;
        }

        // A prefix that continues the other one is no distinction: "ORDER#{Id}" with the id "ITEM#1" is also an "ORDER#ITEM#{Id}".
        return (!a.StartsWith(b, StringComparison.Ordinal) && !b.StartsWith(a, StringComparison.Ordinal))
            || (IsConstant(left) && !a.StartsWith(b, StringComparison.Ordinal))
            || (IsConstant(right) && !b.StartsWith(a, StringComparison.Ordinal));
    }

    /// <summary>What stands in the longer key where the shorter one has ended with a property; null where the one does not continue the other.</summary>
    public static char? FollowedBy(IReadOnlyList<TemplatePiece>? shorter, IReadOnlyList<TemplatePiece>? longer)
    {
        if (shorter is null || longer is null || shorter.Count == 0 || !shorter[shorter.Count - 1].IsProperty
            || longer.Count <= shorter.Count || longer[shorter.Count].Literal is not { } next)
        {
            return null;
        }

        for (var i = 0; i < shorter.Count; i++)
        {
            if (shorter[i] != longer[i])
            {
                return null;
            }
        }

        return next[0];
    }

    private static string Prefix(IReadOnlyList<TemplatePiece>? key) => key is { Count: > 0 } ? key[0].Literal ?? "" : "";

    private static bool IsConstant(IReadOnlyList<TemplatePiece>? key) => key is { Count: 1 } && key[0].Literal is not null;
}
