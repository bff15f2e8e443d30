// DYNO1023: an index that a query names can answer it: it has what is read, and every row that is asked for. The provider refuses it otherwise.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AnIndexThatIsNamedCanAnswer : QueryRule
{
    public const string Id = "DYNO1023";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.IndexCannotAnswerTitle, Messages.IndexCannotAnswer, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        Messages.IndexCannotAnswerDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query is { Refusal: { } refusal, Translation: { IndexStep: { } step, ConsistentStep: null } })
        {
            var ways = Change.WithoutCall(step.Call) is { } change ? new Ways().Add(0, Messages.LeaveIndexToProvider, change) : new Ways();
            query.Report(Diagnostic.Create(Rule, query.At(step), ways.Places, ways.Properties, refusal));
        }
    }
}
