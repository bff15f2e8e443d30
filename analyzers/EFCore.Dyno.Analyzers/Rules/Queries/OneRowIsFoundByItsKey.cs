// DYNO1004: one row is found by its key. Found by a filter, the partition is read, and charged, up to the row, and to its end where there is none.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class OneRowIsFoundByItsKey : QueryRule
{
    public const string Id = "DYNO1004";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.OneRowByFilterTitle, Messages.OneRowByFilter, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.OneRowByFilterDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Plan.Kind: AccessKind.Query, Query.Terminal: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Any" }
            && query.Filters().FirstOrDefault() is { Operation: { } filter })
        {
            query.Report(Diagnostic.Create(
                Rule, query.Location, Messages.Text(filter), Messages.Path(query.Plan.Path), query.Query.Terminal));
        }
    }
}
