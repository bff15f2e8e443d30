// Which properties a query's conditions speak of, and which they fix.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal static class MentionedProperties
{
    /// <summary>Every property that a condition or an order reads.</summary>
    public static HashSet<PropertyModel> Of(QueryTranslation query)
    {
        var found = new HashSet<PropertyModel>();
        foreach (var condition in query.Conditions)
        {
            foreach (var part in condition.Operation?.DescendantsAndSelf() ?? [])
            {
                if (query.FieldOf(part)?.Property is { } property)
                {
                    found.Add(property);
                }
            }
        }

        found.UnionWith(query.Orderings.Where(o => o.Property is not null).Select(o => o.Property!));
        return found;
    }

    /// <summary>The properties that conditions give a value, or one of a list.</summary>
    public static HashSet<PropertyModel> FixedBy(QueryTranslation query) =>
        new(query.Conditions
            .Select(c => c.Filter switch
            {
                CompareFilter { Operator: FilterOperator.Equal, Field: { IsKeyCandidate: true } field } => field.Property,
                InFilter { Field: { IsKeyCandidate: true } field } => field.Property,
                _ => null,
            })
            .Where(p => p is not null)!);
}
