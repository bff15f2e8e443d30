// DYNO1015: items whose keys are known before a loop are read together (BatchGetItem) and not one by one within it.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ManyKeysAreReadTogether : OperationRule
{
    public const string Id = "DYNO1015";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeysOneByOneTitle, Messages.KeysOneByOne, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.KeysOneByOneDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        var call = (IInvocationOperation)context.Operation;
        foreach (var (made, loop) in RepeatedCalls.ForEachElement(call, facts))
        {
            if (IsByKey(made, facts) && !IsReadBefore(made, loop, facts))
            {
                var place = Location.Create(loop.Operation.Syntax.SyntaxTree, new TextSpan(loop.Operation.Syntax.SpanStart, 0));
                context.ReportDiagnostic(Diagnostic.Create(
                    Rule, DatabaseCall.NameOf(call), [place], RemedyOf(call, made, loop, facts, context.ContainingSymbol), made.Call.TargetMethod.Name, made.Entity?.Name ?? "T"));
                return;
            }
        }
    }

    /// <summary>Find, or a query for the one row that has a given key.</summary>
    public static bool IsByKey(DatabaseCall call, Facts facts) =>
        call.Kind == DatabaseCallKind.Find || KeyLookups.IsByKey(call, facts);

    // foreach (var key in keys) { … set.FindAsync(key) … }: one line before the loop reads what Find then gives without a request.
    private static ImmutableDictionary<string, string?> RemedyOf(IInvocationOperation call, DatabaseCall made, Repetition loop, Facts facts, ISymbol containing)
    {
        if (made is not { Kind: DatabaseCallKind.Find, IsAsync: true, Source: { } source } || made.Call != call || call.Arguments.FirstOrDefault()?.Value is not { } argument
            || loop is not { Operation: IForEachLoopOperation { Syntax: ForEachStatementSyntax syntax, IsAsynchronous: false } each }
            || syntax.Parent is not BlockSyntax || !each.CanAwait(containing)
            || facts.Model.Find(source.ContextType, source.Entity) is not { EfKey: [var key] } || Texts.Before(call) is not { } set)
        {
            return Remedy.None;
        }

        var given = argument.Unconvert() is IArrayCreationOperation { Initializer.ElementValues: [var only] } ? only.Unconvert() : argument.Unconvert();
        var text = given switch
        {
            ILocalReferenceOperation element when loop.Elements.Contains(element.Local, SymbolEqualityComparer.Default) => $"{syntax.Expression}",
            IPropertyReferenceOperation { Instance: ILocalReferenceOperation element } property when loop.Elements.Contains(element.Local, SymbolEqualityComparer.Default) =>
                $"{syntax.Expression}.Select(x => x.{property.Property.Name})",
            _ => null,
        };
        var line = syntax.SyntaxTree.GetText().Lines.GetLineFromPosition(syntax.SpanStart);
        var indent = syntax.SyntaxTree.GetText().ToString(TextSpan.FromBounds(line.Start, syntax.SpanStart));
        return text is null || syntax.Expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax)
            ? Remedy.None
            : Remedy.None.Write(
                Messages.ReadBeforeLoop,
                $"await {set}.Where(x => {text}.Contains(x.{key.Name})).LoadAsync();" + (string.IsNullOrWhiteSpace(indent) ? "\n" + indent : " "));
    }

    // What a query before the loop has tracked, Find gives without a request.
    private static bool IsReadBefore(DatabaseCall made, Repetition loop, Facts facts)
    {
        if (made.Kind != DatabaseCallKind.Find)
        {
            return false;
        }

        foreach (var operation in loop.Operation.Function().Descendants())
        {
            if (operation.Syntax.SpanStart >= loop.Operation.Syntax.SpanStart)
            {
                break;
            }

            if (operation is IInvocationOperation before && DatabaseCall.Of(before, facts) is { Kind: DatabaseCallKind.Query } query && query.Entity.IsSame(made.Entity))
            {
                return true;
            }
        }

        return false;
    }
}
