// DYNO1010: whether there is a row is asked by Any, which stops at the first, and not by Count, which reads them all.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class ExistenceIsAskedByAny : OperationRule
{
    public const string Id = "DYNO1010";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.CountForExistenceTitle, Messages.CountForExistence, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true,
        Messages.CountForExistenceDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } = [OperationKind.Binary, OperationKind.IsPattern];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        var (count, exists) = context.Operation switch
        {
            IBinaryOperation comparison => OfComparison(comparison),
            IIsPatternOperation { Pattern: var pattern } match => (match.Value, OfPattern(pattern)),
            _ => (null, null),
        };

        if (exists is not null && CountOf(count!) is { } call && DatabaseCall.Of(call, facts) is { Kind: DatabaseCallKind.Query } query)
        {
            var any = (exists.Value ? "" : "!") + (query.IsAsync ? "AnyAsync" : "Any");
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, context.Operation.Syntax.GetLocation(), RemedyOf(context.Operation, count!, call, exists.Value), call.TargetMethod.Name, any));
        }
    }

    private static ImmutableDictionary<string, string?> RemedyOf(IOperation comparison, IOperation count, IInvocationOperation call, bool exists)
    {
        // A variable would stay behind without a use.
        if (count.Unawait() != call || Texts.Before(call) is not { } before)
        {
            return Remedy.None;
        }

        var isAsync = call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal);
        var any = $"{before}.{(isAsync ? "AnyAsync" : "Any")}({Texts.Arguments(call)})";
        any = (exists, isAsync) switch
        {
            (true, true) => Texts.Await(any, comparison.Syntax),
            (false, true) => $"!await {any}",
            (true, false) => any,
            (false, false) => "!" + any,
        };
        return Remedy.None.Write(Messages.AskAny(isAsync ? "AnyAsync" : "Any"), any);
    }

    /// <summary>The call that counts, written in the comparison or in a variable that is for nothing else.</summary>
    public static IInvocationOperation? CountOf(IOperation value)
    {
        value = value.Unawait();
        if (value is ILocalReferenceOperation local)
        {
            if (local.DeclaredAs() is not { } declared || Locals.UsesOf(local.Local, local.Root()).Count() != 1)
            {
                return null;
            }

            value = declared.Unawait();
        }

        return value is IInvocationOperation { TargetMethod.Name: "Count" or "CountAsync" or "LongCount" or "LongCountAsync" } call ? call : null;
    }

    /// <summary>The compared value, and whether the comparison says that there is a row (or that there is none); null where it says anything else.</summary>
    public static (IOperation? Count, bool? Exists) OfComparison(IBinaryOperation comparison)
    {
        if (Number(comparison.RightOperand) is { } right)
        {
            return (comparison.LeftOperand, Says(comparison.OperatorKind, right));
        }

        return Number(comparison.LeftOperand) is { } left ? (comparison.RightOperand, Says(Flipped(comparison.OperatorKind), left)) : (null, null);
    }

    private static bool? OfPattern(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant when Number(constant.Value) == 0 => false,
        INegatedPatternOperation { Pattern: var inner } => !OfPattern(inner),
        IRelationalPatternOperation relation when Number(relation.Value) is { } number => Says(relation.OperatorKind, number),
        _ => null,
    };

    private static bool? Says(BinaryOperatorKind comparison, long number) => (comparison, number) switch
    {
        (BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.NotEquals, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => true,
        (BinaryOperatorKind.Equals, 0) or (BinaryOperatorKind.LessThan, 1) or (BinaryOperatorKind.LessThanOrEqual, 0) => false,
        _ => null,
    };

    private static BinaryOperatorKind Flipped(BinaryOperatorKind comparison) => comparison switch
    {
        BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
        BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
        BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
        BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
        _ => comparison,
    };

    private static long? Number(IOperation operation) => operation.Unconvert().ConstantValue is { HasValue: true, Value: { } value }
        ? value switch
        {
            int number => number,
            long number => number,
            _ => null,
        }
        : null;
}
