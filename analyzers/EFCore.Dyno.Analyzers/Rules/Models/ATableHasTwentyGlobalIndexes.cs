// DYNO2011: a table has at most twenty global indexes.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ATableHasTwentyGlobalIndexes : ModelRule
{
    public const string Id = "DYNO2011";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.GlobalCountTitle, Messages.GlobalCount, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.GlobalCountDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts) => TableIndexes.TooMany(model, Rule, areGlobal: true, Limits.GlobalSecondaryIndexes);
}
