// The global index that would make a scanning query a Query: its partition key is a property that the query fixes and that has many values, its sort key
// a date or number that the query speaks of. A flag or an enum is no partition key: DYNO2013 would be right to speak.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal static class AnIndexToAdd
{
    /// <param name="context">The context whose model the query is over.</param>
    /// <param name="type">The entity type that is queried.</param>
    /// <param name="entity">What is known of it.</param>
    /// <param name="fixedProperties">What the query fixes by equality.</param>
    /// <param name="mentioned">What it compares otherwise.</param>
    /// <returns>Nothing to offer where no such index is known.</returns>
    public static ImmutableDictionary<string, string?> For(
        ITypeSymbol? context, ITypeSymbol? type, EntityModel entity, IEnumerable<string> fixedProperties, IEnumerable<string> mentioned)
    {
        if (context is null || type is null
            || fixedProperties.Where(p => HasManyValues(TypeOf(type, p))).OrderBy(p => p, StringComparer.Ordinal).FirstOrDefault() is not { } partition)
        {
            return Remedy.None;
        }

        var sort = mentioned
            .Where(p => p != partition && !fixedProperties.Contains(p) && IsOrdered(TypeOf(type, p)))
            .OrderBy(p => p, StringComparer.Ordinal).FirstOrDefault();
        var name = "By" + partition;
        if (entity.Indexes.Any(i => i.Name == name))
        {
            name += sort is null ? "Only" : "And" + sort;
        }

        if (entity.Indexes.Any(i => i.Name == name))
        {
            return Remedy.None;
        }

        var keys = sort is null ? $"e => e.{partition}" : $"e => e.{partition}, e => e.{sort}";
        return Remedy.None.Configure(Messages.AddIndex(name, partition), context, type, $"HasGlobalSecondaryIndex(\"{name}\", {keys})");
    }

    private static bool HasManyValues(ITypeSymbol? type) =>
        type is { TypeKind: not TypeKind.Enum, SpecialType: not SpecialType.System_Boolean }
        && (IsOrdered(type) || type.SpecialType == SpecialType.System_String || type.Name == nameof(Guid));

    private static bool IsOrdered(ITypeSymbol? type) =>
        type is { SpecialType: (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_DateTime }
            or { Name: nameof(DateTimeOffset) or "DateOnly" };

    private static ITypeSymbol? TypeOf(ITypeSymbol type, string property)
    {
        for (ITypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            if (declaring.GetMembers(property).OfType<IPropertySymbol>().FirstOrDefault() is { } found)
            {
                return found.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
                    ? nullable.TypeArguments[0]
                    : found.Type;
            }
        }

        return null;
    }
}
