// One page of a query, as ToPageAsync gives it.

namespace Microsoft.EntityFrameworkCore;

/// <summary>One page of a query. Cursors are opaque text, safe in a URL, good in another process and after a restart.</summary>
/// <param name="Items">The page's rows, in the query's order.</param>
/// <param name="NextCursor">Continues after the last row; null where no row follows.</param>
/// <param name="PreviousCursor">The page that ends before the first row; null where no row is before it.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor, string? PreviousCursor = null);
