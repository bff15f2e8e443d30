// The requests that an iteration makes: a database call that stands in a loop's body, or in a method that the body calls with the element.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal static class RepeatedCalls
{
    /// <summary>The call, where each element of a collection has one of its own, over a context that is older than the loop.</summary>
    public static IEnumerable<(DatabaseCall Call, Repetition Loop)> ForEachElement(IInvocationOperation call, Facts facts)
    {
        if (DatabaseCall.Of(call, facts) is { } direct)
        {
            if (Loop(call, direct.Context, [call]) is { } loop)
            {
                yield return (direct, loop);
            }

            yield break;
        }

        // A cheap question first: few calls stand in loops, and fewer are of methods in sight.
        if (call.Arguments.IsEmpty || !call.TargetMethod.IsWrittenIn(facts.Compilation) || Repetition.Of(call) is null)
        {
            yield break;
        }

        foreach (var operation in Methods.OwnOperations(Methods.BodyOf(call)))
        {
            if (operation is not IInvocationOperation inner || DatabaseCall.Of(inner, facts) is not { } made || Repetition.Of(inner) is not null)
            {
                continue;
            }

            var used = call.Arguments.Where(a => a.Parameter is { } p && inner.Mentions(p)).Select(a => a.Value).ToList();
            var context = ContextOf(made, call);
            if (used.Count > 0 && context is not ILocalReferenceOperation && Loop(call, context, used) is { } loop)
            {
                yield return (made, loop);
            }
        }
    }

    /// <summary>The context of a call within a method, as the method's caller names it.</summary>
    public static IOperation? ContextOf(DatabaseCall made, IInvocationOperation caller) =>
        made.Context is IParameterReferenceOperation parameter
        && caller.Arguments.FirstOrDefault(a => a.Parameter.IsSame(parameter.Parameter)) is { } given
            ? given.Value.Unconvert()
            : made.Context;

    /// <summary>Few elements that stand in the source, or that are numbered: shards, days, states.</summary>
    public static bool IsOfFew(IOperation? collection) => collection?.Resolve() switch
    {
        IArrayCreationOperation => true,
        ICollectionExpressionOperation list => list.Elements.OfType<ISpreadOperation>().All(s => IsOfFew(s.Operand)),
        IObjectCreationOperation { Initializer: not null } list => list.Arguments.All(a => a.Value.Type is not { SpecialType: SpecialType.None } || IsOfFew(a.Value)),
        IInvocationOperation { TargetMethod.Name: "Range" or "GetValues" or "GetNames" or "Chunk" or "Repeat" } => true,
        IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: "SelectMany" or "Join" } } => false,
        IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: "Concat" or "Union" } } both => IsOfFew(both.Receiver()) && IsOfFew(both.At(1)),
        IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } call => IsOfFew(call.Receiver()),
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
        _ => false,
    };

    /// <summary>The loop whose elements each have such an operation of their own.</summary>
    public static Repetition? Loop(IOperation call, IOperation? context, IReadOnlyList<IOperation> varying)
    {
        for (var loop = Repetition.Of(call); loop is { Kind: not RepetitionKind.Endless }; loop = Repetition.Of(loop.Operation))
        {
            if (loop.Declares(context.Symbol()) || loop.Elements.Contains(context.Symbol(), SymbolEqualityComparer.Default))
            {
                return null;
            }

            if (varying.Any(loop.Varies))
            {
                return IsOfFew(loop.Collection) || loop.Elements.Any(IsBatch) || EndsWhenFound(call, loop) ? null : loop;
            }
        }

        return null;
    }

    // An element that is a batch itself: Chunk(100), pages, lists of lists. A group stands for its key.
    public static bool IsBatch(ISymbol element)
    {
        var type = (element as ILocalSymbol)?.Type ?? (element as IParameterSymbol)?.Type;
        return type is IArrayTypeSymbol
            || (type is INamedTypeSymbol { SpecialType: not SpecialType.System_String, Name: not "IGrouping" }
                && (type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
                    || type.AllInterfaces.Any(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)));
    }

    // The loop looks for the first that is there: it ends where one is found.
    private static bool EndsWhenFound(IOperation call, Repetition loop)
    {
        var found = call.Awaited().Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } ? declarator.Symbol : null;
        foreach (var operation in loop.Body.Descendants())
        {
            switch (operation)
            {
                case IBranchOperation { BranchKind: BranchKind.Break } leave when loop.Operation is ILoopOperation left && leave.Target.IsSame(left.ExitLabel):
                    return true;
                case IReturnOperation { ReturnedValue: { } value } when loop.Operation is ILoopOperation && (value == call.Awaited().Unconvert() || (found is not null && value.Mentions(found))):
                    return true;
                case IConditionalOperation condition when loop.Operation is ILoopOperation
                    && condition.Condition.DescendantsAndSelf().Contains(call) && !SaysThereIsNone(condition.Condition) && condition.WhenTrue.DescendantsAndSelf().Any(o => o is IReturnOperation):
                    return true;
            }
        }

        return false;
    }

    private static bool SaysThereIsNone(IOperation condition) => condition switch
    {
        IIsPatternOperation { Pattern: IConstantPatternOperation } => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } => true,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } => true,
        _ => false,
    };
}
