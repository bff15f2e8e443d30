// DYNO3005: a key tells which item an entity is. Of an entity that the context tracks it cannot be changed: EF Core refuses to save it.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Writes;

internal sealed class AKeyIsNotChanged : OperationRule
{
    public const string Id = "DYNO3005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.KeyChangedTitle, Messages.KeyChanged, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        Messages.KeyChangedDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override ImmutableArray<OperationKind> Kinds { get; } =
        [OperationKind.Increment, OperationKind.Decrement, OperationKind.CompoundAssignment, OperationKind.SimpleAssignment];

    public override void Judge(OperationAnalysisContext context, Facts facts)
    {
        if (Locals.Written(context.Operation) is IPropertyReferenceOperation { Instance: { } instance, Property: var property }
            && TrackedEntities.SavedAfter(context.Operation, instance, facts) is { } entity
            && entity.Model.EfKey.Any(p => p.Name == property.Name)
            && IsAnother(context.Operation, property, entity.Read))
        {
            var ways = ACopyToAdd.For(context.Operation, instance, entity);
            context.ReportDiagnostic(Diagnostic.Create(
                Rule, context.Operation.Syntax.GetLocation(), ways.Places, ways.Properties, property.Name, entity.Model.Type.Name));
        }
    }

    // The value is certainly not the one that the entity has: EF takes the same value again. What the entity was read by, and the key of another object, may be it.
    private static bool IsAnother(IOperation operation, IPropertySymbol key, IOperation read)
    {
        if (operation is not ISimpleAssignmentOperation { Value: var value })
        {
            return true;
        }

        value = value.Unconvert();
        if (value.ConstantValue.HasValue)
        {
            return !read.Descendants().Any(o => o.ConstantValue.HasValue && Equals(o.ConstantValue.Value, value.ConstantValue.Value));
        }

        return value switch
        {
            IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType.Name: "Guid" } } => true,
            IInvocationOperation { TargetMethod.Name: "ToString", Instance: IInvocationOperation { TargetMethod: { Name: "NewGuid" or "CreateVersion7", ContainingType.Name: "Guid" } } } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, LeftOperand: var left } => left.Unconvert() is IPropertyReferenceOperation own && own.Property.IsSame(key),
            _ => false,
        };
    }
}
