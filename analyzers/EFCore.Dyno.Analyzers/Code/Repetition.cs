// The loops that an operation stands in: foreach, for, while, and lambdas that LINQ or List.ForEach call for each element. What follows a worker's loop
// (while (true), while (!token.IsCancellationRequested), await foreach over messages) is an iteration of a program that runs for long, and no loop over elements.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal enum RepetitionKind
{
    /// <summary>Once for each element of a collection.</summary>
    Elements,

    /// <summary>A for loop, or a while loop with an end in sight.</summary>
    Counted,

    /// <summary>Until somebody stops it, or until it succeeds.</summary>
    Endless,
}

internal sealed class Repetition
{
    private static readonly HashSet<string> ForEachElement = new(StringComparer.Ordinal)
    {
        "Select", "SelectMany", "Where", "ForEach", "ForEachAsync", "Any", "All", "ToDictionary", "First", "FirstOrDefault", "Count", "Sum",
    };

    private readonly HashSet<ISymbol> _elements = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _derived = new(SymbolEqualityComparer.Default);
    private bool _isCounter;
    private bool _isSpread;

    private Repetition(IOperation operation, IOperation body, RepetitionKind kind)
    {
        Operation = operation;
        Body = body;
        Kind = kind;
    }

    public IOperation Operation { get; }

    public IOperation Body { get; }

    public RepetitionKind Kind { get; }

    /// <summary>What is gone through, where it is a collection.</summary>
    public IOperation? Collection { get; private set; }

    /// <summary>The variables that are another in each iteration.</summary>
    public IEnumerable<ISymbol> Elements => _elements;

    /// <summary>The repetition that encloses an operation next, within its method.</summary>
    public static Repetition? Of(IOperation operation)
    {
        for (var (child, parent) = (operation, operation.Parent); parent is not null; (child, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IForEachLoopOperation each when child == each.Body:
                    return OfForEach(each);
                case IForLoopOperation loop when child == loop.Body:
                    return new Repetition(loop, loop.Body, IsTrue(loop.Condition) ? RepetitionKind.Endless : RepetitionKind.Counted)
                        .With(loop.Locals, isCounter: true);
                case IWhileLoopOperation loop when child == loop.Body || child == loop.Condition:
                    return new Repetition(loop, loop.Body, IsBounded(loop) ? RepetitionKind.Counted : RepetitionKind.Endless);
                case IAnonymousFunctionOperation lambda:
                    return OfLambda(lambda);
                case ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Whether an expression is another in each iteration: it uses the element, or what was made of it.</summary>
    public bool Varies(IOperation expression)
    {
        Spread();
        foreach (var operation in expression.DescendantsAndSelf())
        {
            if (operation.Symbol() is { } symbol && _elements.Contains(symbol) && (!_isCounter || IsIndex(operation)))
            {
                return true;
            }

            if (operation is ILocalReferenceOperation local && _derived.Contains(local.Local))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a variable is declared within the body.</summary>
    public bool Declares(ISymbol? symbol) =>
        symbol is ILocalSymbol local && local.DeclaringSyntaxReferences.Length == 1
        && Body.Syntax.Span.Contains(local.DeclaringSyntaxReferences[0].Span);

    private static Repetition OfForEach(IForEachLoopOperation each)
    {
        var collection = each.Collection.Unconvert();
        var name = (collection.Unawait() as IInvocationOperation)?.TargetMethod.Name;
        var isOfMessages = (each.IsAsynchronous && name != "AsAsyncEnumerable" && !collection.Type!.AllInterfaces.Any(i => i.Name == "IQueryable")) || name is "GetConsumingEnumerable" or "ReadAllAsync";
        return new Repetition(each, each.Body, isOfMessages ? RepetitionKind.Endless : RepetitionKind.Elements) { Collection = collection }.With(each.Locals, isCounter: false);
    }

    private static Repetition? OfLambda(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IConversionOperation or IDelegateCreationOperation)
        {
            value = value.Parent;
        }

        if (value.Parent is not IArgumentOperation { Parent: IInvocationOperation call } || lambda.Symbol.Parameters.IsEmpty
            || !ForEachElement.Contains(call.TargetMethod.Name)
            || call.TargetMethod.ContainingType is not { Name: "Enumerable" or "Parallel" or "Array" or "List", ContainingNamespace: { } space }
            || !space.ToDisplayString().StartsWith("System", StringComparison.Ordinal))
        {
            return null;
        }

        return new Repetition(call, lambda.Body, RepetitionKind.Elements) { Collection = (call.Receiver() ?? call.At(0))?.Unconvert() }
            .With([lambda.Symbol.Parameters[0]], isCounter: false);
    }

    private Repetition With(IEnumerable<ISymbol> elements, bool isCounter)
    {
        _elements.UnionWith(elements);
        _isCounter = isCounter;
        return this;
    }

    // A local that is declared in the body with a value that varies, varies.
    private void Spread()
    {
        if (_isSpread)
        {
            return;
        }

        _isSpread = true;
        foreach (var operation in Body.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is { } initializer && Varies(initializer.Value):
                    _derived.Add(declarator.Symbol);
                    break;
                case IForEachLoopOperation inner when Varies(inner.Collection):
                    _derived.UnionWith(inner.Locals);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when Declares(target.Local) && Varies(assignment.Value):
                    _derived.Add(target.Local);
                    break;
            }
        }
    }

    // xs[i]
    private static bool IsIndex(IOperation counter)
    {
        var parent = counter.Parent;
        while (parent is IConversionOperation or IArgumentOperation)
        {
            parent = parent.Parent;
        }

        return parent is IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
            or IInvocationOperation { TargetMethod.Name: "ElementAt" };
    }

    // A comparison of numbers, of what is left, or a reader that ends by itself. A token, a timer, an unknown call and true are none.
    private static bool IsBounded(IWhileLoopOperation loop) => loop.Condition?.Unconvert() switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison =>
            !comparison.Descendants().Any(o => o is IInvocationOperation or IAwaitOperation),
        IInvocationOperation { TargetMethod: { Name: "MoveNext" or "Read", Parameters.IsEmpty: true } } => true,
        _ => false,
    };

    private static bool IsTrue(IOperation? condition) => condition is null or { ConstantValue: { HasValue: true, Value: true } };
}
