// One page of a query, as ToPageAsync gives it.

namespace Microsoft.EntityFrameworkCore;

/// <summary>One page of a query.</summary>
/// <param name="Items">The page's rows, in the query's order.</param>
/// <param name="NextCursor">Continues after the last row; null where no row follows. Opaque text, safe in a URL.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
