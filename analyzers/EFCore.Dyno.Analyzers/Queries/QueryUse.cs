// A query at the place where it is run: what is known of it, and where a rule's finding goes.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class QueryUse(Facts facts, QueryChain chain, Location location, Action<Diagnostic> report)
{
    public Facts Facts { get; } = facts;

    public QueryChain Chain { get; } = chain;

    /// <summary>The name of the call that runs the query, or the query itself.</summary>
    public Location Location { get; } = location;

    /// <summary>The <c>DbSet</c> that the query begins with: a diagnostic's additional locations, for fixes that begin there.</summary>
    public IEnumerable<Location> Roots => Chain.Root is { } root ? [root.Syntax.GetLocation()] : [];

    /// <summary>The entity type that is queried, or null where it is not known for certain.</summary>
    public EntityModel? Entity { get; } = facts.Model.Find(chain.Context, chain.Entity!);

    public void Report(Diagnostic diagnostic) => report(diagnostic);
}
