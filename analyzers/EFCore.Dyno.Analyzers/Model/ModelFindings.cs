// What the rules find in the models of a compilation, told file by file: a model is spread over files, and an editor asks for one at a time.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class ModelFindings
{
    private readonly ILookup<SyntaxTree, Diagnostic> _byTree;

    public ModelFindings(Facts facts)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var context in facts.Model.Contexts())
        {
            foreach (var rule in AllRules.Models)
            {
                found.AddRange(rule.Judge(context, facts));
            }
        }

        // Two contexts over one entity class may say the same of the same place.
        _byTree = found
            .Where(d => d.Location.SourceTree is not null)
            .GroupBy(d => (d.Id, d.Location.SourceTree, d.Location.SourceSpan), (_, same) => same.First())
            .ToLookup(d => d.Location.SourceTree!);
    }

    public static void Report(SemanticModelAnalysisContext context, Facts facts)
    {
        foreach (var diagnostic in facts.ModelFindings._byTree[context.SemanticModel.SyntaxTree])
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
