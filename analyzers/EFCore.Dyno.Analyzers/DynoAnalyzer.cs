// The one analyzer: it reads each query and each model once, and lets every rule judge. Nothing waits for the end of a compilation, so that an editor
// shows a mistake while it is typed.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EFCore.Dyno.Analyzers;

/// <summary>Reviews the DynamoDB design of an application: its models, queries and writes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DynoAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => AllRules.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (WellKnown.In(start.Compilation) is not { } known)
            {
                return;
            }

            var facts = new Facts(start.Compilation, known, start.Options.AdditionalFiles);
            start.RegisterOperationAction(c => QueryUses.Judge(c, facts), OperationKind.Invocation, OperationKind.Loop);
            start.RegisterSemanticModelAction(c => ModelFindings.Report(c, facts));
            foreach (var rule in AllRules.Operations)
            {
                start.RegisterOperationAction(c => rule.Judge(c, facts), rule.Kinds);
            }
        });
    }
}
