// Where a query comes from: its DbSet and context, and the operators that were written on the way. It is enough for rules that ask whose query this is and not
// what it selects: a condition that is not understood does not matter here.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal sealed class QuerySource
{
    private const int MaxDepth = 8;

    private readonly Dictionary<ISymbol, IOperation> _arguments = new(SymbolEqualityComparer.Default);

    private QuerySource()
    {
    }

    /// <summary>The expression that gives the context, such as <c>db</c> or <c>this</c>.</summary>
    public IOperation Context { get; private set; } = null!;

    public ITypeSymbol? ContextType { get; private set; }

    public ITypeSymbol Entity { get; private set; } = null!;

    /// <summary>The last one first.</summary>
    public List<IInvocationOperation> Operators { get; } = [];

    /// <summary>A variable of the query was assigned again: there may be more operators than are known.</summary>
    public bool IsPartial { get; private set; }

    public bool Has(params string[] operators) => Operators.Any(o => operators.Contains(o.TargetMethod.Name, StringComparer.Ordinal));

    /// <summary>Null where the operation is no query over a DbSet of a context of this provider.</summary>
    public static QuerySource? Find(IOperation? operation, Facts facts)
    {
        var source = new QuerySource();
        return operation is not null && source.Read(operation, facts.Known, MaxDepth) && facts.Contexts.IsDyno(source.ContextType) ? source : null;
    }

    private bool Read(IOperation operation, WellKnown known, int depth)
    {
        operation = operation.Unconvert();
        if (depth == 0)
        {
            return false;
        }

        switch (operation)
        {
            case IPropertyReferenceOperation { Instance: { } instance, Property.Type: INamedTypeSymbol type } property
                when known.IsDbSet(type) && known.IsContext(property.Property.ContainingType):
                return Begin(instance, type);
            case ILocalReferenceOperation local when local.DeclaredAs() is { } value:
                IsPartial |= Locals.IsWrittenAgain(local);
                return Read(value, known, depth - 1);
            case IParameterReferenceOperation parameter when _arguments.TryGetValue(parameter.Parameter, out var argument):
                return Read(argument, known, depth - 1);
            case IInvocationOperation call:
                return ReadCall(call, known, depth);
            default:
                return false;
        }
    }

    private bool ReadCall(IInvocationOperation call, WellKnown known, int depth)
    {
        var method = call.TargetMethod;
        if (method.Name == WellKnown.Set && call.Instance is { } context && method.ReturnType is INamedTypeSymbol set && known.IsDbSet(set))
        {
            return Begin(context, set);
        }

        if (call.Receiver() is { } receiver
            && (known.IsQueryOperator(method) || method.Name is "FromPartiQL" or "FromPartiQLRaw" || (method.Name == "AsQueryable" && known.IsDbSet(method.ContainingType))))
        {
            Operators.Add(call);
            return Read(receiver, known, depth);
        }

        return known.IsQueryable(method.ReturnType) && ReadMethod(call, known, depth);
    }

    // A method of this file that returns a query: what it returns, with the arguments of the call.
    private bool ReadMethod(IInvocationOperation call, WellKnown known, int depth)
    {
        if (Methods.ReturnedBy(call) is not { } returned)
        {
            return false;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                _arguments[parameter.OriginalDefinition] = argument.Value;
                _arguments[parameter] = argument.Value;
            }
        }

        if (!Read(returned, known, depth - 1))
        {
            return false;
        }

        if (Context is IParameterReferenceOperation given && _arguments.TryGetValue(given.Parameter, out var context))
        {
            Context = context.Unconvert();
            ContextType = Context.Type;
        }

        if (Context is IInstanceReferenceOperation && call.Instance is { } instance)
        {
            Context = instance.Unconvert();
        }

        return true;
    }

    private bool Begin(IOperation context, INamedTypeSymbol set)
    {
        Context = context.Unconvert();
        ContextType = Context.Type;
        Entity = set.TypeArguments[0];
        return true;
    }
}
