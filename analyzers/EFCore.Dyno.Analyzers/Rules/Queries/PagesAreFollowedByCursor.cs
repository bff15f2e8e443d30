// DYNO1009: pages are followed by a cursor. Skip reads, and is charged for, every row that it skips: page n costs n pages.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class PagesAreFollowedByCursor : QueryRule
{
    public const string Id = "DYNO1009";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.OffsetPagingTitle, Messages.OffsetPaging, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.OffsetPagingDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Plan.Kind: AccessKind.Query or AccessKind.Scan, Translation.SkipStep: { Name: "Skip" } skip }
            && skip.Call.At(1) is { ConstantValue: not { HasValue: true, Value: 0 } })
        {
            query.Report(Diagnostic.Create(Rule, query.At(skip), Messages.Path(query.Plan.Path)));
        }
    }
}
