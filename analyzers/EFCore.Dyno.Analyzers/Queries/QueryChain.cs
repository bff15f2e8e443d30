// A query as it is written, followed from its last operator back to its DbSet. Whatever is not understood on the way (a parameter, a
// field, a method of the application, an operator that is not listed, a local that is assigned twice) makes the query unknown.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class QueryChain(WellKnown known)
{
    private readonly HashSet<ILocalSymbol> _visited = new(SymbolEqualityComparer.Default);
    private bool _hasReshaping;

    /// <summary>The <c>DbSet</c> that the query begins with.</summary>
    public IOperation? Root { get; private set; }

    public ITypeSymbol? Context { get; private set; }

    public ITypeSymbol? Entity { get; private set; }

    public HashSet<string> Fixed { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Mentioned { get; } = new(StringComparer.Ordinal);

    public bool AllowsScan { get; private set; }

    public bool IgnoresFilters { get; private set; }

    public bool HasIndex { get; private set; }

    public string? IndexName { get; private set; }

    public bool HasPredicate { get; private set; }

    public bool HasOrdering { get; private set; }

    public bool HasTake { get; private set; }

    /// <summary>Follows the query that a call runs.</summary>
    /// <returns>False where the query is not known.</returns>
    public bool TryReadExecution(IInvocationOperation call)
    {
        if (call.Receiver() is not { } source)
        {
            return false;
        }

        var name = WellKnown.WithoutAsync(call.TargetMethod.Name);
        if (name == WellKnown.Contains)
        {
            // The entity is compared by its key.
            return false;
        }

        if (!TryRead(source))
        {
            return false;
        }

        foreach (var argument in call.Arguments)
        {
            // All(p) looks for a row that does not satisfy p: p fixes nothing.
            if (argument.Parameter?.Name == "predicate" && !TryAddPredicate(argument.Value, fixes: name != "All"))
            {
                return false;
            }
        }

        HasTake |= WellKnown.StoppingEarly.Contains(name);
        return true;
    }

    public bool TryRead(IOperation operation)
    {
        operation = operation.Unconvert();
        switch (operation)
        {
            case IPropertyReferenceOperation { Instance: { } instance } property when property.Type is INamedTypeSymbol type && known.IsDbSet(type):
                return TryRoot(operation, instance.Type, property.Property.ContainingType, type);
            case ILocalReferenceOperation local:
                return TryReadLocal(local);
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
            && method.ReturnType is INamedTypeSymbol queried && known.IsDbSet(queried))
        {
            return TryRoot(call, context.Type, method.ContainingType, queried);
        }

        if (method.Name == "AsQueryable" && known.IsDbSet(method.ContainingType) && call.Instance is { } set)
        {
            return TryRead(set);
        }

        if (!known.IsQueryOperator(method) || call.Receiver() is not { } source || !TryRead(source))
        {
            return false;
        }

        switch (method.Name)
        {
            case WellKnown.Where:
                return TryAddPredicate(call.At(1), fixes: true);
            case WellKnown.AllowScan:
                AllowsScan = true;
                return true;
            case WellKnown.IgnoreQueryFilters:
                IgnoresFilters = true;
                return true;
            case WellKnown.WithIndex:
                HasIndex = true;
                IndexName = call.At(1).Text();
                return IndexName is not null;
        }

        if (WellKnown.Ordering.Contains(method.Name))
        {
            HasOrdering = true;
            return true;
        }

        if (WellKnown.Reshaping.Contains(method.Name))
        {
            _hasReshaping = true;
            HasTake |= method.Name == WellKnown.Take;

            // Distinct and grouping need all rows before the first, as ordering does.
            HasOrdering |= method.Name is not ("Select" or WellKnown.Take or "Skip");
            return true;
        }

        return WellKnown.PassingThrough.Contains(method.Name);
    }

    private bool TryAddPredicate(IOperation? argument, bool fixes)
    {
        HasPredicate = true;
        if (_hasReshaping || Predicate.Read(argument, known) is not { IsUncertain: false } predicate)
        {
            return false;
        }

        Mentioned.UnionWith(predicate.Mentioned);
        if (fixes)
        {
            Fixed.UnionWith(predicate.Fixed);
        }

        return true;
    }

    private bool TryRoot(IOperation root, ITypeSymbol? context, INamedTypeSymbol declaring, INamedTypeSymbol set)
    {
        Root = root;
        Context = context;
        Entity = set.TypeArguments[0];
        return known.IsContext(declaring) && known.IsContext(context);
    }

    // A local stands for its initializer if nothing else is ever written to it.
    private bool TryReadLocal(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (!_visited.Add(local) || local.DeclaringSyntaxReferences.Length != 1 || reference.SemanticModel is not { } model
            || model.GetOperation(local.DeclaringSyntaxReferences[0].GetSyntax()) is not IVariableDeclaratorOperation declarator
            || declarator.GetVariableInitializer()?.Value is not { } value)
        {
            return false;
        }

        IOperation scope = declarator;
        while (scope.Parent is { } parent)
        {
            scope = parent;
        }

        foreach (var operation in scope.Descendants())
        {
            var written = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => argument.Value,
                _ => null,
            };
            if (written is not null && written.DescendantsAndSelf().Any(o => Is(o, local)))
            {
                return false;
            }
        }

        return TryRead(value);
    }

    private static bool Is(IOperation operation, ILocalSymbol local) =>
        operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local);
}
