// Queries for the one row of a key: First or Single over conditions that say with == what every property of the key is.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal static class KeyLookups
{
    public static bool IsByKey(DatabaseCall call, Facts facts)
    {
        if (call is not { Kind: DatabaseCallKind.Query, Source: { IsPartial: false } source, Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Any" }
            || facts.Model.Find(source.ContextType, source.Entity) is not { } entity)
        {
            return false;
        }

        var equal = new HashSet<string>(StringComparer.Ordinal);
        foreach (var condition in source.Operators.Where(o => o.TargetMethod.Name == WellKnown.Where).Append(call.Call))
        {
            if (condition.Arguments.FirstOrDefault(a => a.Parameter?.Name == "predicate")?.Value.AsLambda() is { Symbol.Parameters.Length: 1 } lambda
                && lambda.Result() is { } body)
            {
                Add(body, lambda.Symbol.Parameters[0], facts.Known, equal);
            }
        }

        return !entity.EfKey.IsEmpty && entity.EfKey.All(p => equal.Contains(p.Name));
    }

    private static void Add(IOperation condition, IParameterSymbol entity, WellKnown known, HashSet<string> equal)
    {
        switch (condition.Unconvert())
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                Add(both.LeftOperand, entity, known, equal);
                Add(both.RightOperand, entity, known, equal);
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } comparison:
                AddName(comparison.LeftOperand.PropertyOf(entity, known), equal);
                AddName(comparison.RightOperand.PropertyOf(entity, known), equal);
                break;
            case IInvocationOperation { TargetMethod.Name: "Equals", Instance: { } instance }:
                AddName(instance.PropertyOf(entity, known), equal);
                break;
        }
    }

    private static void AddName(string? name, HashSet<string> equal)
    {
        if (name is not null)
        {
            equal.Add(name);
        }
    }
}
