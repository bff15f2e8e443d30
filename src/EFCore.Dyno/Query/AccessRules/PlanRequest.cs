// What the planner is asked: predicates, orderings and limits of one source, in the store's terms where they have any.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

// A predicate in the store's language, or null where it has none; Text is for people.
internal sealed record PlanPredicate(FilterNode? Filter, string Text)
{
    // Root attributes that it reads where no key answers it.
    public IReadOnlyList<string> Attributes { get; init; } = [];
}

// An ordering by a stored property, or null where it is computed.
internal sealed record PlanOrdering(IProperty? Property, bool Descending, string Text)
{
    // Root attributes that it reads where the store does not order by it.
    public IReadOnlyList<string> Attributes { get; init; } = [];
}

internal sealed record PlanRequest
{
    public required string EntityName { get; init; }

    // The table first.
    public required IReadOnlyList<AccessPath> Paths { get; init; }

    // What tells this type from the others of its table, where the type has no types derived from it.
    public IProperty? Discriminator { get; init; }

    public IReadOnlyList<PlanPredicate> Predicates { get; init; } = [];

    // Whether a comparison with a parameter is taken to lie within the condition of an index, as most do where the value is not known: a plan that used such an index
    // holds where it does.
    public Func<FilterNode, IndexComparison, bool> Follows { get; init; } = static (_, _) => true;

    public IReadOnlyList<PlanOrdering> Orderings { get; init; } = [];

    public string? IndexName { get; init; }

    public bool ConsistentRead { get; init; }

    public bool AllowScan { get; init; }

    // The items come from those of a collection: filters are the provider's, and no work that is worth a word.
    public bool FromCollection { get; init; }

    public bool HasLimit { get; init; }

    public bool HasSkip { get; init; }

    // The store may look at so many items only.
    public bool IsBudgeted { get; init; }

    // The query ends in a count of its rows, with no skip or take before it.
    public bool IsCount { get; init; }

    // The query asks only whether there is a row.
    public bool IsAny { get; init; }

    // Root attributes that lambdas and shaper read, beside those of predicates and orderings; null where the whole entity is made.
    public IReadOnlyList<string>? Attributes { get; init; }

    // Work that follows the store's part, already in words.
    public IReadOnlyList<string> ClientSteps { get; init; } = [];
}
