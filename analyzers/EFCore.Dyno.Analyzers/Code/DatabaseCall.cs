// A call that asks the database: which kind of request it makes, over which context and entity type.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal enum DatabaseCallKind
{
    /// <summary>SaveChanges.</summary>
    Save,

    /// <summary>Find: one item by its key.</summary>
    Find,

    /// <summary>A query that is run.</summary>
    Query,

    /// <summary>Load of a navigation, or Reload of an entity.</summary>
    Load,
}

internal sealed class DatabaseCall
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "SaveChanges", "Find", "Load", "Reload", "Invoke" };

    private DatabaseCall(DatabaseCallKind kind, IInvocationOperation call, IOperation? context, ITypeSymbol? entity, QuerySource? source)
    {
        Kind = kind;
        Call = call;
        Context = context?.Unconvert();
        Entity = entity;
        Source = source;
    }

    public DatabaseCallKind Kind { get; }

    public IInvocationOperation Call { get; }

    /// <summary>The name without Async.</summary>
    public string Name => WellKnown.WithoutAsync(Call.TargetMethod.Name);

    public bool IsAsync => Call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal) || Call.TargetMethod.Name == "AsAsyncEnumerable";

    /// <summary>The expression that gives the context; null for Load and Reload.</summary>
    public IOperation? Context { get; }

    public ITypeSymbol? Entity { get; }

    /// <summary>Null for what is no query.</summary>
    public QuerySource? Source { get; }

    /// <summary>The call's name in the source.</summary>
    public Location Location => NameOf(Call);

    public static DatabaseCall? Of(IInvocationOperation call, Facts facts) => facts.DatabaseCalls.Of(call, facts);

    /// <summary>The same without a look at what was found before.</summary>
    public static DatabaseCall? Find(IInvocationOperation call, Facts facts)
    {
        var name = WellKnown.WithoutAsync(call.TargetMethod.Name);
        if (!Names.Contains(name) && !WellKnown.IsExecuting(name))
        {
            return null;
        }

        var method = call.TargetMethod;
        var known = facts.Known;
        switch (name)
        {
            case "SaveChanges" when known.IsContext(method.ContainingType):
                return facts.Contexts.IsDyno(call.Instance?.Unconvert().Type) ? new(DatabaseCallKind.Save, call, call.Instance, null, null) : null;
            case "Find" when known.IsContext(method.ContainingType):
                return facts.Contexts.IsDyno(call.Instance?.Unconvert().Type)
                    ? new(DatabaseCallKind.Find, call, call.Instance, method.TypeArguments.FirstOrDefault(), null)
                    : null;
            case "Find" when known.IsDbSet(method.ContainingType):
                return QuerySource.Find(call.Instance, facts) is { } set ? new(DatabaseCallKind.Find, call, set.Context, set.Entity, set) : null;
            case "Load" or "Reload" when method.ContainingNamespace.ToDisplayString() == "Microsoft.EntityFrameworkCore.ChangeTracking":
                return OfEntry(call, facts);
            case "Invoke" when method.MethodKind == MethodKind.DelegateInvoke:
                return OfCompiledQuery(call, facts);
        }

        // AsEnumerable does not run the query; what enumerates it does, and that is one time too.
        return WellKnown.IsExecuting(method.Name)
            && (known.IsQueryOperator(method) || known.IsEnumerableOperator(method) || known.IsDbSet(method.ContainingType))
            && QueryAround(call, known) is null
            && QuerySource.Find(call.Receiver(), facts) is { } source
                ? new(DatabaseCallKind.Query, call, source.Context, source.Entity, source)
                : null;
    }

    public static Location NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax member => member.Name.Identifier.GetLocation(),
                MemberBindingExpressionSyntax binding => binding.Name.Identifier.GetLocation(),
                var expression => expression.GetLocation(),
            }
            : call.Syntax.GetLocation();

    /// <summary>The expression tree's conversion around the lambda that an operation stands in; null where it stands in none: in one it is a part of that query.</summary>
    public static IOperation? QueryAround(IOperation operation, WellKnown known)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation && known.IsExpression(parent.Parent?.Type))
            {
                return parent.Parent;
            }
        }

        return null;
    }

    // db.Entry(order).Collection(o => o.Lines).Load()
    private static DatabaseCall? OfEntry(IInvocationOperation call, Facts facts)
    {
        var entry = call.Instance?.Unconvert();
        while (entry is IInvocationOperation { Instance: { } inner } outer && !facts.Known.IsContext(outer.TargetMethod.ContainingType))
        {
            entry = inner.Unconvert();
        }

        return entry is IInvocationOperation { TargetMethod.Name: "Entry", Instance: { } context } && facts.Contexts.IsDyno(context.Unconvert().Type)
            ? new(DatabaseCallKind.Load, call, context, null, null)
            : null;
    }

    // A static field that holds EF.CompileQuery(…).
    private static DatabaseCall? OfCompiledQuery(IInvocationOperation call, Facts facts)
    {
        if (call.Instance?.Unconvert() is not IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences.Length: 1 } field }
            || !field.IsWrittenIn(facts.Compilation)
            || field.DeclaringSyntaxReferences[0].GetSyntax() is not VariableDeclaratorSyntax { Initializer: { } initializer })
        {
            return null;
        }

        var value = (new Bodies(facts.Compilation).Of(initializer) as IFieldInitializerOperation)?.Value.Unconvert();
        if (value is not IInvocationOperation compile || !facts.Known.IsCompileQuery(compile.TargetMethod) || compile.At(0).AsLambda()?.Result() is not { } body)
        {
            return null;
        }

        var query = body is IInvocationOperation last && WellKnown.IsExecuting(last.TargetMethod.Name) ? last.Receiver() : body;
        return QuerySource.Find(query, facts) is { } source
            ? new(DatabaseCallKind.Query, call, call.Arguments.FirstOrDefault()?.Value, source.Entity, source)
            : null;
    }
}
