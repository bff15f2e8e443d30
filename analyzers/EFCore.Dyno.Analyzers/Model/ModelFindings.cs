// What the rules find in the models of a compilation, told file by file: a model is spread over files, and an editor asks for one at a time.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

        facts.Model.KeepFindings(found.Select(d => d.Location.SourceTree).OfType<SyntaxTree>());

        // Two contexts over one entity class may say the same of the same place.
        _byTree = found
            .Where(d => d.Location.SourceTree is not null)
            .GroupBy(d => (d.Id, d.Location.SourceTree, d.Location.SourceSpan), (_, same) => same.First())
            .ToLookup(d => d.Location.SourceTree!);
    }

    public static void Report(SemanticModelAnalysisContext context, Facts facts)
    {
        if (!facts.Model.MayHaveFindings(context.SemanticModel.SyntaxTree) || !MayHoldModel(context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        foreach (var diagnostic in facts.ModelFindings._byTree[context.SemanticModel.SyntaxTree])
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    // To know what is wrong with the models, all of them have to be read, for each key that is pressed: not for a file that no finding can lie in. One has a
    // property, a method that is given a builder, or a type that is nothing but mapped or derives from one that may be.
    private static bool MayHoldModel(SemanticModel model, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        foreach (var node in root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            switch (node)
            {
                case PropertyDeclarationSyntax or RecordDeclarationSyntax:
                case BaseMethodDeclarationSyntax method when method.ParameterList.Parameters.Any(static p => p.Type?.ToString().Contains("Builder") == true):
                case ClassDeclarationSyntax type when !type.Members.Any(static m => m is BaseMethodDeclarationSyntax)
                    || (type.BaseList is not null && model.GetDeclaredSymbol(type, cancellationToken)?.BaseType is { DeclaringSyntaxReferences.IsEmpty: false }):
                    return true;
            }
        }

        return false;
    }
}
