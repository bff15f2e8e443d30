// DYNO1011: alternatives of one key are a list. An || over different properties, or a != of a key, fixes no partition, though each alternative alone would.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AlternativesAreAList : QueryRule
{
    public const string Id = "DYNO1011";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.AlternativesTitle, Messages.Alternatives, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.AlternativesDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Plan is not { Kind: AccessKind.Scan, ScanAllowed: false })
        {
            return;
        }

        foreach (var condition in query.Translation.Conditions)
        {
            if (condition is not { Step: not null, Operation: { } operation, Filter: { } filter })
            {
                continue;
            }

            if (filter is OrFilter && Alternatives(filter).All(a => MakesItAQuery(query, condition, a)))
            {
                query.Report(Diagnostic.Create(Rule, query.At(operation), Messages.EachAlternative));
            }
            else if (filter is CompareFilter { Operator: FilterOperator.NotEqual } unequal && MakesItAQuery(query, condition, unequal with { Operator = FilterOperator.Equal }))
            {
                query.Report(Diagnostic.Create(Rule, query.At(operation), Messages.Unequal(unequal.Field.Property!.Name)));
            }
        }
    }

    private static IEnumerable<FilterNode> Alternatives(FilterNode filter) =>
        filter is OrFilter any ? Alternatives(any.Left).Concat(Alternatives(any.Right)) : [filter];

    private static bool MakesItAQuery(QueryUse query, QueryCondition condition, FilterNode instead)
    {
        var request = query.Translation.Request();
        var predicates = request.Predicates.ToList();
        predicates.RemoveAt(condition.Place);
        foreach (var conjunct in Conjuncts(instead))
        {
            predicates.Add(new(conjunct, ""));
        }

        return AccessPathPlanner.Plan(request with { Predicates = predicates }).Kind != AccessKind.Scan;
    }

    private static IEnumerable<FilterNode> Conjuncts(FilterNode filter) =>
        filter is AndFilter all ? Conjuncts(all.Left).Concat(Conjuncts(all.Right)) : [filter];
}
