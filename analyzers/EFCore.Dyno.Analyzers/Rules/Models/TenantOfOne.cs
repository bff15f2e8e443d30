// A partition key that a query filter compares with a constant: whatever it could be, the application has one value of it.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class TenantOfOne
{
    public static Cardinality? In(EntityModel entity)
    {
        var names = entity.PartitionKey.Properties.Select(p => p.Name).ToList();
        if (names.Count != 1 || entity.PartitionKey.Segments.Any(s => s.Shards is not null))
        {
            return null;
        }

        return entity.QueryFilters.Any(f => f.Lambda.Result() is { } condition && Fixes(condition, names[0]))
            ? new Cardinality(1, true, Messages.FilteredToConstant(names[0]))
            : null;
    }

    private static bool Fixes(IOperation condition, string property) => condition.Unconvert() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both => Fixes(both.LeftOperand, property) || Fixes(both.RightOperand, property),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals =>
            (Is(equals.LeftOperand, property) && equals.RightOperand.Unconvert().ConstantValue.HasValue)
            || (Is(equals.RightOperand, property) && equals.LeftOperand.Unconvert().ConstantValue.HasValue),
        _ => false,
    };

    private static bool Is(IOperation operation, string property) =>
        operation.Unconvert() is IPropertyReferenceOperation { Instance: { } instance } reference
        && reference.Property.Name == property
        && instance.Unconvert() is IParameterReferenceOperation;
}
