// DYNO1013: a key of several parts is given from its beginning. A part behind one that is left open narrows nothing that is read.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AKeyIsGivenFromItsBeginning : QueryRule
{
    public const string Id = "DYNO1013";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeyWithGapTitle, Messages.KeyWithGap, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.KeyWithGapDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Plan is not { Kind: AccessKind.Query } plan)
        {
            return;
        }

        var parts = plan.Path.SortKeys.SelectMany(k => k.Properties).ToList();
        var given = MentionedProperties.FixedBy(query.Translation);
        var open = parts.FindIndex(p => !given.Contains(p));
        if (open < 0)
        {
            return;
        }

        foreach (var condition in query.Filters())
        {
            if (condition is { Operation: { } operation, Filter: CompareFilter { Operator: FilterOperator.Equal, Field: { IsKeyCandidate: true, Property: { } property } } }
                && parts.IndexOf(property) > open)
            {
                query.Report(Diagnostic.Create(Rule, query.At(operation), property.Name, parts[open].Name, Messages.Path(plan.Path)));
            }
        }
    }
}
