// What the rules find in the models of a compilation, told file by file: a model is spread over files, and an editor asks for one at a time.

using System.Collections.Concurrent;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class ModelFindings(Facts facts)
{
    private readonly ConcurrentDictionary<ContextModel, Lazy<ILookup<SyntaxTree, Diagnostic>>> _byContext = new();

    public static void Report(SemanticModelAnalysisContext context, Facts facts)
    {
        var file = context.SemanticModel.SyntaxTree;
        var models = facts.Model.ContextsOf(file);
        if (models.Count == 0 || !MayHoldModel(context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        // Two contexts over one entity class may say the same of the same place.
        var told = new HashSet<(string, Location)>();
        foreach (var diagnostic in models.Select(facts.Model.Context).OfType<ContextModel>().SelectMany(m => facts.ModelFindings.Of(m)[file]))
        {
            if (told.Add((diagnostic.Id, diagnostic.Location)))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private ILookup<SyntaxTree, Diagnostic> Of(ContextModel context) => _byContext.GetOrAdd(context, c => new(() => Judge(c))).Value;

    private ILookup<SyntaxTree, Diagnostic> Judge(ContextModel context)
    {
        var found = AllRules.Models.SelectMany(r => r.Judge(context, facts)).Where(d => d.Location.SourceTree is not null).ToLookup(d => d.Location.SourceTree!);
        facts.Model.KeepFindings(context, found.Select(f => f.Key));
        return found;
    }

    // To know what is wrong with a model, all of it has to be read, for each key that is pressed: not for a file that no finding can lie in. One has a
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
