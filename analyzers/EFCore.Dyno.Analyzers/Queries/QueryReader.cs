// A query as it is written, followed from its last operator back to its DbSet: through locals that are assigned once, query syntax, and methods, properties
// and extension methods of this compilation that return a query by one expression. Whatever is not understood on the way (a field, an operator of
// another library, a local that is assigned twice) makes the query unknown.

using EFCore.Dyno.Analyzers.Code;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

/// <summary>An operator: its name without Async, and the call.</summary>
internal sealed record QueryStep(string Name, IInvocationOperation Call);

/// <summary>A query from its DbSet to its last operator.</summary>
/// <param name="Context">The static type of the context.</param>
/// <param name="Entity">What the DbSet is of.</param>
/// <param name="Root">The DbSet.</param>
/// <param name="Steps">In the order in which they are applied; the call that runs the query is the last where there is one.</param>
/// <param name="IsRun">Whether the last step is a call that runs the query.</param>
internal sealed record ReadQuery(ITypeSymbol Context, ITypeSymbol Entity, IOperation Root, IReadOnlyList<QueryStep> Steps, bool IsRun)
{
    /// <summary>The call that runs the query, without Async, or an empty text for a loop or a compiled query's result.</summary>
    public string Terminal => IsRun ? Steps[Steps.Count - 1].Name : "";
}

internal sealed class QueryReader(Facts facts)
{
    private readonly WellKnown _known = facts.Known;
    private readonly HashSet<ISymbol> _visited = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IParameterSymbol, IOperation> _arguments = new(SymbolEqualityComparer.Default);
    private readonly List<QueryStep> _steps = [];
    private ITypeSymbol? _context;
    private ITypeSymbol? _entity;
    private IOperation? _root;

    /// <summary>The query that a call runs, or null where it is not known.</summary>
    public ReadQuery? ReadExecution(IInvocationOperation call)
    {
        if (call.Receiver() is not { } source || !TryRead(source))
        {
            return null;
        }

        _steps.Add(new(WellKnown.WithoutAsync(call.TargetMethod.Name), call));
        return new(_context!, _entity!, _root!, _steps, IsRun: true);
    }

    /// <summary>The query that an expression is, or null where it is not known.</summary>
    public ReadQuery? Read(IOperation operation) => TryRead(operation) ? new(_context!, _entity!, _root!, _steps, IsRun: false) : null;

    private bool TryRead(IOperation operation)
    {
        operation = operation.Unconvert();
        switch (operation)
        {
            case IPropertyReferenceOperation { Instance: { } instance } property when property.Type is INamedTypeSymbol type && _known.IsDbSet(type):
                return TryRoot(operation, instance.Type, property.Property.ContainingType, type);
            case IPropertyReferenceOperation { Property.GetMethod: { } getter } property when _known.IsQueryable(property.Type):
                return TryFollow(getter, property.Property.IsVirtual || property.Property.IsAbstract);
            case ILocalReferenceOperation local:
                return TryReadLocal(local);
            case IParameterReferenceOperation parameter:
                return _arguments.TryGetValue(parameter.Parameter, out var argument) && TryRead(argument);
            case IInvocationOperation call:
                return TryReadCall(call);
            default:
                return false;
        }
    }

    private bool TryReadCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name == WellKnown.Set && call.Arguments.IsEmpty && call.Instance is { } context
            && method.ReturnType is INamedTypeSymbol queried && _known.IsDbSet(queried))
        {
            return TryRoot(call, context.Type, method.ContainingType, queried);
        }

        if (method.Name == "AsQueryable" && _known.IsDbSet(method.ContainingType) && call.Instance is { } set)
        {
            return TryRead(set);
        }

        if (!_known.IsQueryOperator(method))
        {
            return _known.IsQueryable(method.ReturnType) && TryFollowCall(call);
        }

        if (call.Receiver() is not { } source || !TryRead(source))
        {
            return false;
        }

        _steps.Add(new(method.Name, call));
        return true;
    }

    private bool TryRoot(IOperation root, ITypeSymbol? context, INamedTypeSymbol declaring, INamedTypeSymbol set)
    {
        (_root, _context, _entity) = (root, context, set.TypeArguments[0]);
        return _known.IsContext(declaring) && _known.IsContext(context);
    }

    private bool TryFollowCall(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                _arguments[parameter.OriginalDefinition] = argument.Value;
            }
        }

        return TryFollow(call.TargetMethod.ReducedFrom ?? call.TargetMethod.OriginalDefinition, call.IsVirtual && !call.TargetMethod.IsSealed && !call.TargetMethod.ContainingType.IsSealed);
    }

    // A method that returns one expression, whatever it was given.
    private bool TryFollow(IMethodSymbol method, bool canBeOverridden)
    {
        if (canBeOverridden || method.IsAbstract || method.DeclaringSyntaxReferences.Length != 1 || !method.IsWrittenIn(facts.Compilation) || !_visited.Add(method))
        {
            return false;
        }

        var body = new Bodies(facts.Compilation).Of(method.DeclaringSyntaxReferences[0].GetSyntax());
        IOperation? returned = null;
        foreach (var part in Methods.OwnOperations(body))
        {
            if (part is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } value })
            {
                if (returned is not null)
                {
                    return false;
                }

                returned = value;
            }
        }

        return returned is not null && TryRead(returned);
    }

    // A local stands for its initializer if nothing else is ever written to it.
    private bool TryReadLocal(ILocalReferenceOperation reference) =>
        _visited.Add(reference.Local) && reference.DeclaredAs() is { } value && !Locals.IsWrittenAgain(reference) && TryRead(value);
}
