// DYNO1018: who asks for a page keeps its cursor; where the first rows are all that is wanted, Take says so.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ACursorIsKept : OperationRule
{
    public const string Id = "DYNO1018";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.CursorDroppedTitle, Messages.CursorDropped, Categories.Correctness, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.CursorDroppedDescription, Messages.HelpLink(Id));

    private static readonly HashSet<string> Writing = new(StringComparer.Ordinal)
    {
        "SaveChanges", "SaveChangesAsync", "ExecuteDelete", "ExecuteDeleteAsync", "ExecuteUpdate", "ExecuteUpdateAsync", "Delay", "WaitForNextTickAsync",
    };

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod: { Name: "ToPageAsync", ContainingType.Name: "DynoQueryableExtensions" } } call
            || !IsFirstPage(call) || call.Awaited() is not { } page || !IsDropped(page) || IsWorkedOff(call))
        {
            return;
        }

        var remedy = Remedy.None;
        IOperation? replaced = null;
        if (page is IAwaitOperation && page.Parent is IPropertyReferenceOperation items && Texts.Before(call) is { } before && call.At(1) is { } size)
        {
            // What is replaced: (await q.ToPageAsync(10)).Items
            replaced = items;
            remedy = remedy.Write(Messages.TakeTheFirst, Texts.Await($"{before}.Take({size.Syntax}).ToListAsync()", items.Syntax));
        }

        context.ReportDiagnostic(Diagnostic.Create(
            Rule, DatabaseCall.NameOf(call), replaced is null ? [] : [replaced.Syntax.GetLocation()], remedy, call.At(1)?.Syntax.ToString() ?? "n"));
    }

    private static bool IsFirstPage(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "cursor") is not { } cursor
        || cursor.ArgumentKind == ArgumentKind.DefaultValue || cursor.Value.ConstantValue is { HasValue: true, Value: null };

    // Of the page nothing is asked but its rows.
    private static bool IsDropped(IOperation page) => page.Parent switch
    {
        IPropertyReferenceOperation { Property.Name: "Items" } => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } =>
            Locals.UsesOf(declarator.Symbol, page.Root()).ToList() is { Count: > 0 } uses
            && uses.All(u => u.Parent is IPropertyReferenceOperation { Property.Name: "Items" }),
        _ => false,
    };

    // A loop that takes the first page, works it off and takes the first again.
    private static bool IsWorkedOff(IOperation call)
    {
        for (var loop = Repetition.Of(call); loop is not null; loop = Repetition.Of(loop.Operation))
        {
            if (loop.Body.Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: var name } && Writing.Contains(name)))
            {
                return true;
            }
        }

        return false;
    }
}
