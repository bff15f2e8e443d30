// DYNO2009: a table has at most five local indexes.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ATableHasFiveLocalIndexes : ModelRule
{
    public const string Id = "DYNO2009";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.LocalCountTitle, Messages.LocalCount, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.LocalCountDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts) => TableIndexes.TooMany(model, Rule, areGlobal: false, Limits.LocalSecondaryIndexes);
}
