// The model of one context: its entity types, completed by EF Core's conventions as the provider completes them.
// Without configuration the first property of the EF key is the partition key and the second the sort key.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class ContextModel
{
    private static readonly ContextModel Unknown = new(new(SymbolEqualityComparer.Default));

    private readonly Dictionary<INamedTypeSymbol, EntityModel?> _entities;

    private ContextModel(Dictionary<INamedTypeSymbol, EntityModel?> entities) => _entities = entities;

    public EntityModel? Find(INamedTypeSymbol entity) => _entities.TryGetValue(entity, out var model) ? model : null;

    public static ContextModel Read(INamedTypeSymbol context, Compilation compilation, WellKnown known)
    {
        var chain = new List<INamedTypeSymbol>();
        for (var type = context; !SymbolEqualityComparer.Default.Equals(type, known.DbContext); type = type.BaseType)
        {
            // A base class that is compiled already (IdentityDbContext) configures what is not seen.
            if (type is null || type.DeclaringSyntaxReferences.IsEmpty)
            {
                return Unknown;
            }

            chain.Insert(0, type);
        }

        if (chain.Count == 0
            || (known.HasOtherProvider && !chain.Any(c => UsesDyno(c, compilation)))
            || (!context.IsSealed && Types(known.Assembly.GlobalNamespace).Any(t => IsReconfigured(t, context))))
        {
            return Unknown;
        }

        var reader = new ConfigurationReader(compilation, known);
        foreach (var type in chain)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (known.IsDbSet(property.Type) && ((INamedTypeSymbol)property.Type).TypeArguments[0] is INamedTypeSymbol entity)
                {
                    reader.Entity(entity).DbSetName ??= property.Name;
                }
            }

            // A convention of the application's own may set keys.
            reader.IsUncertain |= type.GetMembers("ConfigureConventions").Any(m => AddsConventions(m, compilation));
        }

        // The most derived one runs; it is followed to its base where it calls it.
        var configuring = chain.LastOrDefault(t => !t.GetMembers(WellKnown.OnModelCreating).IsEmpty)?.GetMembers(WellKnown.OnModelCreating);
        foreach (var method in configuring?.OfType<IMethodSymbol>() ?? [])
        {
            reader.ReadMethod(method, null, isConditional: false);
        }

        if (reader.IsUncertain)
        {
            return Unknown;
        }

        var entities = new Dictionary<INamedTypeSymbol, EntityModel?>(SymbolEqualityComparer.Default);
        foreach (var entity in reader.Entities.Values)
        {
            entities.Add(entity.Type, Complete(entity, reader.Entities));
        }

        return new ContextModel(entities);
    }

    public static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            if (member is INamespaceOrTypeSymbol inner)
            {
                foreach (var nested in Types(inner))
                {
                    yield return nested;
                }
            }
        }
    }

    private static bool IsReconfigured(INamedTypeSymbol type, INamedTypeSymbol context)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(ancestor, context))
            {
                return !type.GetMembers(WellKnown.OnModelCreating).IsEmpty;
            }
        }

        return false;
    }

    private static bool UsesDyno(INamedTypeSymbol context, Compilation compilation) =>
        context.GetMembers(WellKnown.OnConfiguring).Any(m => Calls(m, compilation, static name => name == WellKnown.UseDyno));

    private static bool AddsConventions(ISymbol method, Compilation compilation) =>
        Calls(method, compilation, static name => name is "Add" or "Remove" or "Replace");

    private static bool Calls(ISymbol method, Compilation compilation, Func<string, bool> isNamed)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax();
#pragma warning disable RS1030 // As in ConfigurationReader: bound once per compilation.
            var body = compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax);
#pragma warning restore RS1030
            if ((body?.Descendants() ?? []).Any(o => o is IInvocationOperation call && isNamed(call.TargetMethod.Name)))
            {
                return true;
            }
        }

        return false;
    }

    private static EntityModel? Complete(EntityConfiguration entity, Dictionary<INamedTypeSymbol, EntityConfiguration> all)
    {
        // Of a hierarchy, the root has the key and the filters; every type may have indexes.
        var root = entity;
        var globalIndexes = ImmutableArray.CreateBuilder<IndexModel>();
        var localIndexes = ImmutableArray.CreateBuilder<string>();
        for (var type = entity.Type; type is not null; type = type.BaseType)
        {
            if (all.TryGetValue(type, out var part))
            {
                if (part.IsUncertain)
                {
                    return null;
                }

                root = part;
                globalIndexes.AddRange(part.GlobalIndexes);
                localIndexes.AddRange(part.LocalIndexes);
            }
        }

        if (KeyConventions.PartitionKeyOf(root) is not { } partitionKey)
        {
            return null;
        }

        var table = root.TableName ?? root.DbSetName;
        return new EntityModel(
            table is null ? $"of '{root.Type.Name}'" : $"'{table}'",
            partitionKey,
            globalIndexes.ToImmutable(),
            localIndexes.ToImmutable(),
            [.. root.FixedByFilters]);
    }
}
