// DYNO3003: a counter is added to in the store, or its entity has a concurrency token. Read, changed in memory and written back it loses what others added meanwhile.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class ACounterIsNotReadToBeWritten : OperationRule
{
    public const string Id = "DYNO3003";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.LostUpdateTitle, Messages.LostUpdate, Categories.Correctness, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.LostUpdateDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } =
        [OperationKind.Increment, OperationKind.Decrement, OperationKind.CompoundAssignment, OperationKind.SimpleAssignment];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        var (target, amount) = Change(context.Operation);
        if (target is not IPropertyReferenceOperation { Instance: { } instance, Property: var property } || !IsNumber(property.Type)
            || TrackedEntities.SavedAfter(context.Operation, instance, facts) is not { } entity
            || entity.Model.Properties.Any(p => p.IsConcurrencyToken)
            || entity.Model.Find(property.Name) is not { HasConversion: false, IsConcurrencyToken: false, AttributeType: AttributeType.N } counter
            || IsInKey(counter, entity.Model)
            || IsGuarded(context.Operation))
        {
            return;
        }

        var remedy = Remedy.None;
        if (amount is not null && Texts.Of(entity.Context) is var db && Texts.IsStatement(context.Operation.Syntax))
        {
            remedy = remedy.Write(Messages.IncrementInStore, $"{db}.Entry({entity.Variable.Name}).Property(x => x.{property.Name}).Increment({amount})");
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, context.Operation.Syntax.GetLocation(), remedy, property.Name, entity.Model.Type.Name));
    }

    /// <summary>The property that is added to, and what is added as text; null where that cannot be written down.</summary>
    private static (IOperation? Target, string? Amount) Change(IOperation operation)
    {
        switch (operation)
        {
            case IIncrementOrDecrementOperation step:
                return (step.Target, step.Kind == OperationKind.Increment ? "1" : Negated(step.Target, "1"));
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return (sum.Target, sum.Value.Syntax.ToString());
            case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } difference:
                return (difference.Target, Negated(difference.Target, difference.Value.Syntax.ToString()));
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment
                when assignment.Value.Unconvert() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract } binary:
                var isSum = binary.OperatorKind == BinaryOperatorKind.Add;
                if (IsSame(binary.LeftOperand, target))
                {
                    var right = binary.RightOperand.Syntax.ToString();
                    return (target, isSum ? right : Negated(target, right));
                }

                return isSum && IsSame(binary.RightOperand, target) ? (target, binary.LeftOperand.Syntax.ToString()) : (null, null);
            default:
                return (null, null);
        }
    }

    private static string? Negated(IOperation target, string amount) =>
        target.Type?.SpecialType is SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64
            ? null
            : amount.All(char.IsLetterOrDigit) ? "-" + amount : $"-({amount})";

    private static bool IsSame(IOperation operation, IPropertyReferenceOperation target) =>
        operation.Unconvert() is IPropertyReferenceOperation { Instance: ILocalReferenceOperation local } read && read.Property.IsSame(target.Property)
        && target.Instance?.Unconvert() is ILocalReferenceOperation written && local.Local.IsSame(written.Local);

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    private static bool IsInKey(PropertyModel property, EntityModel entity) =>
        property.IsKey || entity.Paths.Any(p => p.Keys.Any(k => k.Properties.Contains(property)));

    // A transaction that stays open, or a check of what was read, answers for it.
    private static bool IsGuarded(IOperation operation) =>
        operation.Root().Descendants().Any(o => o is IInvocationOperation { TargetMethod.Name: "BeginTransaction" or "BeginTransactionAsync" or "UseTransaction" or "RequireUnchanged" });
}
