// The global index that would make a scanning query a Query: its partition key is a property that the query fixes and that has many values, its sort key
// a date or number that the query speaks of. A flag or an enum is no partition key: DYNO2013 would be right to speak.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal static class AnIndexToAdd
{
    /// <summary>Nothing to offer where no such index is known.</summary>
    public static ImmutableDictionary<string, string?> For(QueryUse query)
    {
        var fixedProperties = MentionedProperties.FixedBy(query.Translation);
        if (fixedProperties.Where(HasManyValues).Select(p => p.Name).OrderBy(n => n, StringComparer.Ordinal).FirstOrDefault() is not { } partition)
        {
            return Remedy.None;
        }

        var sort = MentionedProperties.Of(query.Translation)
            .Where(p => p.Name != partition && !fixedProperties.Contains(p) && IsOrdered(p.BareType))
            .Select(p => p.Name).OrderBy(n => n, StringComparer.Ordinal).FirstOrDefault();
        var name = "By" + partition;
        if (query.Entity.FindIndex(name) is not null)
        {
            name += sort is null ? "Only" : "And" + sort;
        }

        if (query.Entity.FindIndex(name) is not null)
        {
            return Remedy.None;
        }

        var keys = sort is null ? $"e => e.{partition}" : $"e => e.{partition}, e => e.{sort}";
        return Remedy.None.Configure(Messages.AddIndex(name, partition), query.Query.Context, query.Entity.Type, $"HasGlobalSecondaryIndex(\"{name}\", {keys})");
    }

    /// <summary>The index of the same partition that is sorted by what the query orders by first, where that is a property of its own.</summary>
    public static ImmutableDictionary<string, string?> SortedAs(QueryUse query, QueryPlan plan)
    {
        if (plan.Kind != AccessKind.Query || plan.Path.PartitionKeys.ToList() is not [{ Property: { Symbol: not null } partition }]
            || query.Translation.Orderings is not [{ Property: { Symbol: not null, IsNullable: false, HasConversion: false } sort }] || sort == partition || !HasManyValues(partition)
            || !(IsOrdered(sort.BareType) || sort.BareType?.SpecialType == SpecialType.System_String)
            || query.Translation.IndexName is not null)
        {
            return Remedy.None;
        }

        var name = $"By{partition.Name}And{sort.Name}";
        return query.Entity.FindIndex(name) is not null
            ? Remedy.None
            : Remedy.None.Configure(
                Messages.AddIndex(name, sort.Name), query.Query.Context, query.Entity.Type, $"HasGlobalSecondaryIndex(\"{name}\", e => e.{partition.Name}, e => e.{sort.Name})");
    }

    private static bool HasManyValues(PropertyModel property) =>
        property is { Symbol: not null, BareType: { TypeKind: not TypeKind.Enum, SpecialType: not SpecialType.System_Boolean } type }
        && (IsOrdered(type) || type.SpecialType == SpecialType.System_String || type.Name == nameof(Guid));

    private static bool IsOrdered(ITypeSymbol? type) =>
        type is { SpecialType: (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_DateTime }
            or { Name: nameof(DateTimeOffset) or "DateOnly" };
}
