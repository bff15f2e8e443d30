// DYNO1001: a query that is run fixes the partition key of its table or of an index, or says AllowScan().
// Silent wherever the query or the model is not known for certain; rules/DYNO1001.md lists when.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules;

/// <summary>A query that fixes no partition key reads every item of its table.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AQueryNamesItsPartition : DiagnosticAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DYNO1001";

    private static readonly DiagnosticDescriptor Descriptor = new(
        Id, Messages.QueryScansTitle, Messages.QueryScans, "Performance", DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.QueryScansDescription, Messages.HelpLink(Id));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

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

            var model = new DynoModel(start.Compilation, known);
            start.RegisterOperationAction(c => JudgeCall(c, (IInvocationOperation)c.Operation, model, known), OperationKind.Invocation);
            start.RegisterOperationAction(c => JudgeLoop(c, (ILoopOperation)c.Operation, model, known), OperationKind.Loop);
        });
    }

    private static void JudgeCall(OperationAnalysisContext context, IInvocationOperation call, DynoModel model, WellKnown known)
    {
        var method = call.TargetMethod;
        if (known.IsCompileQuery(method))
        {
            JudgeCompiledQuery(context, call, model, known);
            return;
        }

        if (!(IsOperator(method, known) || IsOnDbSet(method, known)) || !WellKnown.IsExecuting(method.Name))
        {
            return;
        }

        var chain = new QueryChain(known);
        if (chain.TryReadExecution(call) && !IsPartOfAQuery(call, known))
        {
            Judge(context, chain, model, NameOf(call));
        }
    }

    private static void JudgeLoop(OperationAnalysisContext context, ILoopOperation loop, DynoModel model, WellKnown known)
    {
        if (loop is not IForEachLoopOperation each)
        {
            return;
        }

        var chain = new QueryChain(known);
        if (known.IsQueryable(each.Collection.Unconvert().Type) && chain.TryRead(each.Collection))
        {
            Judge(context, chain, model, each.Collection.Syntax.GetLocation());
        }
    }

    // What a compiled query's lambda gives is run by whoever calls the delegate; a call within it that runs the query is judged there.
    private static void JudgeCompiledQuery(OperationAnalysisContext context, IInvocationOperation call, DynoModel model, WellKnown known)
    {
        if (call.At(0).AsLambda()?.Result() is not { } body || !known.IsQueryable(body.Type))
        {
            return;
        }

        var chain = new QueryChain(known);
        if (chain.TryRead(body))
        {
            Judge(context, chain, model, body is IInvocationOperation last ? NameOf(last) : body.Syntax.GetLocation());
        }
    }

    private static void Judge(OperationAnalysisContext context, QueryChain chain, DynoModel model, Location location)
    {
        // Without a condition or an order the store stops at the rows that were asked for.
        var stopsEarly = chain.HasTake && !chain.HasPredicate && !chain.HasOrdering;
        if (chain.AllowsScan || stopsEarly || model.Find(chain.Context, chain.Entity!) is not { } entity)
        {
            return;
        }

        if (!chain.IgnoresFilters)
        {
            chain.Fixed.UnionWith(entity.FixedByFilters);
        }

        if (chain.HasIndex)
        {
            JudgeIndex(context, chain, entity, location);
            return;
        }

        if (entity.PartitionKey.CountMissing(chain.Fixed) == 0 || entity.GlobalIndexes.Any(i => i.PartitionKey.CountMissing(chain.Fixed) == 0))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, location, Messages.Table(entity), Messages.Names(entity.PartitionKey.Properties), Nearest(chain, entity)));
    }

    // WithIndex leaves one key to be named: the index's own.
    private static void JudgeIndex(OperationAnalysisContext context, QueryChain chain, EntityModel entity, Location location)
    {
        var index = entity.GlobalIndexes.FirstOrDefault(i => i.Name == chain.IndexName);
        var key = index?.PartitionKey ?? (entity.LocalIndexes.Contains(chain.IndexName!) ? entity.PartitionKey : null);
        if (key is not null && key.CountMissing(chain.Fixed) > 0)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor, location, Messages.Index(chain.IndexName!), Messages.Names(key.Properties), ""));
        }
    }

    // The index that the fewest more equalities make usable; of several, one whose key is half fixed, or whose sort key the query speaks of.
    private static string Nearest(QueryChain chain, EntityModel entity)
    {
        IndexModel? nearest = null;
        var best = int.MaxValue;
        foreach (var index in entity.GlobalIndexes)
        {
            var missing = index.PartitionKey.CountMissing(chain.Fixed);
            var cost = (missing * 4) - (missing < index.PartitionKey.Properties.Length ? 2 : 0);
            cost -= index.SortKey?.Properties.Any(p => chain.Mentioned.Contains(p) || chain.Fixed.Contains(p)) == true ? 1 : 0;
            if (cost < best)
            {
                (nearest, best) = (index, cost);
            }
        }

        return nearest is null
            ? ""
            : Messages.NearestIndex(nearest.Name, nearest.PartitionKey.Properties.Where(p => !chain.Fixed.Contains(p)));
    }

    private static bool IsOperator(IMethodSymbol method, WellKnown known) =>
        known.IsQueryOperator(method) || known.IsEnumerableOperator(method);

    // DbSet<T>.AsAsyncEnumerable is a method of the set itself.
    private static bool IsOnDbSet(IMethodSymbol method, WellKnown known) =>
        method.Name == "AsAsyncEnumerable" && known.IsDbSet(method.ContainingType);

    // Within the lambda of another query a call is a part of that query and not run by itself; a compiled query's lambda is the query.
    private static bool IsPartOfAQuery(IOperation call, WellKnown known)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation && parent.Parent is IConversionOperation or IDelegateCreationOperation or IArgumentOperation
                && known.IsExpression(parent.Parent?.Type))
            {
                return !(parent.Parent!.Parent is IArgumentOperation { Parent: IInvocationOperation outer } && known.IsCompileQuery(outer.TargetMethod));
            }
        }

        return false;
    }

    private static Location NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax member => member.Name.GetLocation(),
                MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
                var expression => expression.GetLocation(),
            }
            : call.Syntax.GetLocation();
}
