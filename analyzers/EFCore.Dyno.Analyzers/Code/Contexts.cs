// Which context classes certainly use this provider, and which of them certainly ask a store over a network.

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Code;

internal sealed class Contexts(Compilation compilation, WellKnown known)
{
    private readonly ConcurrentDictionary<ITypeSymbol, Stores> _stores = new(SymbolEqualityComparer.Default);

    [Flags]
    private enum Stores
    {
        None = 0,
        Dyno = 1,
        Remote = 2,
        Other = 4,
    }

    public bool IsDyno(ITypeSymbol? context) =>
        known.IsContext(context) && (!known.HasOtherProvider || (_stores.GetOrAdd(context!, Read) & Stores.Dyno) != 0);

    /// <summary>OnConfiguring says <c>Aws(…)</c> or <c>Endpoint(…)</c>, and nobody can say anything else.</summary>
    public bool IsRemote(ITypeSymbol? context) =>
        known.IsContext(context) && _stores.GetOrAdd(context!, Read) is var stores && (stores & (Stores.Remote | Stores.Other)) == Stores.Remote;

    private Stores Read(ITypeSymbol context)
    {
        var stores = Stores.None;
        var isConfigured = false;
        for (ITypeSymbol? type = context; type is not null && !SymbolEqualityComparer.Default.Equals(type, known.DbContext); type = type.BaseType)
        {
            foreach (var constructor in type.GetMembers().OfType<IMethodSymbol>())
            {
                // Options that are given from outside may choose another store.
                if (constructor.MethodKind == MethodKind.Constructor && constructor.Parameters.Any(p => p.Type.Name == "DbContextOptions"))
                {
                    stores |= Stores.Other;
                }
            }

            // An override in a derived class is taken to speak for its base too: it calls it or replaces it.
            foreach (var method in type.GetMembers(WellKnown.OnConfiguring))
            {
                stores |= ReadConfiguring(method);
                isConfigured = true;
            }
        }

        return isConfigured ? stores : stores | Stores.Other;
    }

    private Stores ReadConfiguring(ISymbol method)
    {
        var stores = Stores.None;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax();
#pragma warning disable RS1030 // The context stands in another file than the call that is judged; it is bound once per compilation.
            var body = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax);
#pragma warning restore RS1030
            foreach (var operation in body?.Descendants() ?? [])
            {
                stores |= operation switch
                {
                    IInvocationOperation { TargetMethod: { Name: WellKnown.UseDyno } use } => OfUseDyno(use),
                    IInvocationOperation { TargetMethod: { Name: "Aws" or "Endpoint", ContainingType.Name: "DynoAwsDbContextOptionsBuilderExtensions" } } => Stores.Remote,
                    IInvocationOperation { TargetMethod: { Name: "Client" or "InMemory", ContainingType.Name: "DynoDbContextOptionsBuilder" } } => Stores.Other,

                    // What decides between stores can decide for another one.
                    IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation => Stores.Other,
                    _ => Stores.None,
                };
            }
        }

        return stores;
    }

    // With a path, or with a client, the store is in this process or unknown.
    private static Stores OfUseDyno(IMethodSymbol method) =>
        Stores.Dyno | (method.Parameters.Any(p => p.Name is "path" or "client") ? Stores.Other : Stores.None);
}
