// The indexes of a table, gathered from the types that live in it: types may share one, by its name.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class TableIndexes
{
    /// <summary>Each index as each type declares it.</summary>
    public static IEnumerable<IndexModel> Declared(IEnumerable<EntityModel> table) => table.SelectMany(e => e.Indexes.Where(i => i.DeclaredBy == e));

    /// <summary>What a table has too many of is told of at the first that is too many.</summary>
    public static IEnumerable<Diagnostic> TooMany(ContextModel model, DiagnosticDescriptor rule, bool areGlobal, int limit)
    {
        foreach (var table in model.Tables)
        {
            var indexes = Declared(table).Where(i => i.IsGlobal == areGlobal).GroupBy(i => i.Name, StringComparer.Ordinal).Select(g => g.First()).ToList();
            if (indexes.Count > limit)
            {
                var index = indexes[limit];
                var (place, remedy) = areGlobal ? (null, Remedy.None) : AGlobalIndexInstead.For(index, index.DeclaredBy);
                yield return Diagnostic.Create(
                    rule, index.Location ?? index.DeclaredBy.Location ?? Location.None, place is null ? null : [place], remedy, table.Key, indexes.Count, limit);
            }
        }
    }
}
