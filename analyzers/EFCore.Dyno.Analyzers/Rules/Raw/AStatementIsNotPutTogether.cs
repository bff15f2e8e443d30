// DYNO4002: values are parameters of a PartiQL statement and never part of its text, where they could be more than values.

using System.Collections.Immutable;
using System.Text;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Raw;

internal sealed class AStatementIsNotPutTogether : OperationRule
{
    public const string Id = "DYNO4002";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.StatementPutTogetherTitle, Messages.StatementPutTogether, Categories.Security, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.StatementPutTogetherDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Invocation, OperationKind.SimpleAssignment];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        // The parts of FromPartiQL become parameters.
        if (context.Operation is IInvocationOperation { TargetMethod.Name: "FromPartiQL" } || Statements.TextOf(context.Operation) is not { } written)
        {
            return;
        }

        var pieces = new List<IOperation>();
        if (!Take(written.Resolve(), pieces))
        {
            return;
        }

        var before = "";
        foreach (var piece in pieces)
        {
            if (piece.Text() is null && IsText(piece.Type) && !IsName(before) && !IsChosen(piece))
            {
                Report(context, written, pieces);
                return;
            }

            before = piece.Text() ?? "?";
        }
    }

    private static void Report(OperationAnalysisContext context, IOperation written, List<IOperation> pieces)
    {
        var remedy = Remedy.None;
        Location[] place = [];
        if (context.Operation is IInvocationOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member, ArgumentList.Arguments.Count: 1 } } call
            && written.Syntax is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax && Interpolated(pieces) is { } text)
        {
            remedy = remedy.Write(Messages.UseFromPartiQL, $"{member.Expression}.FromPartiQL({text})");
            place = [call.Syntax.GetLocation()];
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, written.Syntax.GetLocation(), place, remedy));
    }

    // What a text is put together of: interpolation, +, string.Format and Concat. False where it is something else.
    private static bool Take(IOperation operation, List<IOperation> pieces)
    {
        operation = operation.Unconvert();
        if (operation.Text() is not null)
        {
            pieces.Add(operation);
            return false;
        }

        switch (operation)
        {
            case IInterpolatedStringOperation interpolated:
                foreach (var part in interpolated.Parts)
                {
                    pieces.Add(part switch
                    {
                        IInterpolatedStringTextOperation text => text.Text,
                        IInterpolationOperation hole => hole.Expression.Unconvert(),
                        _ => part,
                    });
                }

                return true;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum:
                foreach (var side in new[] { sum.LeftOperand.Unconvert(), sum.RightOperand.Unconvert() })
                {
                    if (!Take(side, pieces) && side.Text() is null)
                    {
                        pieces.Add(side);
                    }
                }

                return true;
            case IInvocationOperation { TargetMethod: { Name: "Format" or "Concat", ContainingType.SpecialType: SpecialType.System_String } } call:
                foreach (var argument in call.Arguments)
                {
                    var values = argument.Value.Unconvert() is IArrayCreationOperation { Initializer: { } list } ? list.ElementValues : [argument.Value];
                    pieces.AddRange(values.Select(v => v.Unconvert()));
                }

                return true;
            default:
                return false;
        }
    }

    // Only text can be more than a value.
    private static bool IsText(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Char } or ITypeParameterSymbol;

    // A table or an index cannot be a parameter.
    private static bool IsName(string before)
    {
        var text = before.TrimEnd('"', ' ', '\n', '\r', '\t');
        return text.EndsWith("FROM", StringComparison.OrdinalIgnoreCase) || text.EndsWith("INTO", StringComparison.OrdinalIgnoreCase)
            || text.EndsWith("UPDATE", StringComparison.OrdinalIgnoreCase) || text.EndsWith("BY", StringComparison.OrdinalIgnoreCase)
            || before.TrimEnd().EndsWith("\".\"", StringComparison.Ordinal) || text.EndsWith(".", StringComparison.Ordinal) || before == "?";
    }

    // One of texts that stand in the source.
    private static bool IsChosen(IOperation piece) => piece.Resolve() switch
    {
        IConditionalOperation { WhenFalse: { } otherwise } choice => choice.WhenTrue.Text() is not null && otherwise.Text() is not null,
        ISwitchExpressionOperation choice => choice.Arms.All(a => a.Value.Text() is not null || a.Value.Unconvert() is IThrowOperation),
        INameOfOperation => true,
        IInvocationOperation { TargetMethod.Name: "ToString", Instance.Type: { } type } => !IsText(type) && type.TypeKind is TypeKind.Enum or TypeKind.Struct,

        // "?, ?, ?" for a list of parameters.
        IInvocationOperation { TargetMethod: { Name: "Join" or "Repeat" } } => true,
        var other => other.Text() is not null,
    };

    // The same text with holes for parameters: quotes around a hole are dropped. Null where a piece is text that would have to be escaped.
    private static string? Interpolated(List<IOperation> pieces)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Text() is { } literal)
            {
                if (literal.IndexOfAny(['{', '}', '\\', '\n', '\r']) >= 0)
                {
                    return null;
                }

                if (i > 0 && literal.StartsWith("'", StringComparison.Ordinal))
                {
                    literal = literal.Substring(1);
                }

                if (i + 1 < pieces.Count && literal.EndsWith("'", StringComparison.Ordinal))
                {
                    literal = literal.Substring(0, literal.Length - 1);
                }

                text.Append(literal.Replace("\"", "\\\""));
            }
            else if (i > 0 && IsName(pieces[i - 1].Text() ?? "?"))
            {
                return null;
            }
            else
            {
                text.Append('{').Append(pieces[i].Syntax is ConditionalExpressionSyntax ? $"({pieces[i].Syntax})" : pieces[i].Syntax.ToString()).Append('}');
            }
        }

        return $"$\"{text}\"";
    }
}
