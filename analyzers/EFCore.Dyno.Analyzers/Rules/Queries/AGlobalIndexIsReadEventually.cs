// DYNO1007: a global index is read eventually: DynamoDB refuses a consistent read of one, and so does the provider.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AGlobalIndexIsReadEventually : QueryRule
{
    public const string Id = "DYNO1007";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.ConsistentIndexTitle, Messages.ConsistentIndex, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        Messages.ConsistentIndexDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Translation is { ConsistentStep: { } step, IndexName: { } index } && query.Entity.Paths.Any(p => p.IndexName == index && p.IsGlobalIndex))
        {
            var ways = Change.WithoutCall(step.Call) is { } change ? new Ways().Add(0, Messages.LeaveConsistentReadOut, change) : new Ways();
            query.Report(Diagnostic.Create(Rule, query.At(step), ways.Places, ways.Properties, index));
        }
    }
}
