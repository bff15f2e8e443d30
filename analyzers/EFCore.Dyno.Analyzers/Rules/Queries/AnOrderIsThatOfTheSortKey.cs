// DYNO1006: the order that is asked for is that of the sort key. Any other is made by the provider, which reads all rows before it gives the first.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AnOrderIsThatOfTheSortKey : QueryRule
{
    public const string Id = "DYNO1006";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.OrderIsNotTheStoresTitle, Messages.OrderIsNotTheStores, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.OrderIsNotTheStoresDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Plan: { Kind: AccessKind.Query or AccessKind.Scan, OrderedByStore: false, IsMerged: false, SortsPartitions: false } plan, Translation.Orderings: [var first, ..] })
        {
            query.Report(Diagnostic.Create(
                Rule, query.At(first.Step), additionalLocations: null, AnIndexToAdd.SortedAs(query, plan), Messages.Path(plan.Path),
                plan.Kind == AccessKind.Query && plan.Path.SortKey is { } sort ? Messages.SortedBy(sort) : Messages.SortedByNothing));
        }
    }
}
