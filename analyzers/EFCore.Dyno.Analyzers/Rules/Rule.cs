// What every rule is: one diagnostic with its help page, and a way to look at what it is about. The analyzer runs them all, so that a query, a model or an
// operation is read once however many rules judge it. A rule speaks only of what is certain.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EFCore.Dyno.Analyzers.Rules;

internal abstract class Rule
{
    public abstract DiagnosticDescriptor Descriptor { get; }
}

/// <summary>A rule about a query that is run, whose plan is known.</summary>
internal abstract class QueryRule : Rule
{
    public abstract void Judge(QueryUse query);
}

/// <summary>A rule about the model of a context.</summary>
internal abstract class ModelRule : Rule
{
    /// <summary>What is wrong, each at a place in source.</summary>
    public abstract IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts);
}

/// <summary>A rule about operations of some kinds, wherever they stand.</summary>
internal abstract class OperationRule : Rule
{
    public abstract ImmutableArray<OperationKind> Kinds { get; }

    public abstract void Judge(OperationAnalysisContext context, Facts facts);
}
