// What tells compiled queries apart beside their trees: as EF's cache does, and the type of the compiled query.

namespace EFCore.Dyno.Query;

internal readonly record struct QueryKind(Type Function, QueryTrackingBehavior Tracking, bool Async);
