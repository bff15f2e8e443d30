// The model of one context: its entity types, completed by EF Core's conventions as the provider completes them.
// Without configuration the first property of the EF key is the partition key and the second the sort key.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class ContextModel
{
    private Dictionary<INamedTypeSymbol, EntityModel> _entities = new(SymbolEqualityComparer.Default);

    public ContextModel(INamedTypeSymbol type) => Type = type;

    public INamedTypeSymbol Type { get; }

    /// <summary>The context was read. Entity types of it may still be uncertain: <see cref="Entities"/> has those that are not.</summary>
    public bool IsKnown { get; private set; }

    public IReadOnlyCollection<EntityModel> Entities => _entities.Values;

    /// <summary>What was read of all entity types, the uncertain ones included.</summary>
    public IReadOnlyCollection<EntityConfiguration> Configurations { get; private set; } = [];

    /// <summary>The context itself says that it uses a store over the network, and nothing else.</summary>
    public bool IsRemote { get; private set; }

    /// <summary>The entity types by table, as far as its name is certain.</summary>
    public IEnumerable<IGrouping<string, EntityModel>> Tables => Entities.Where(e => e.TableName is not null).GroupBy(e => e.TableName!, StringComparer.Ordinal);

    /// <summary>The tables that types which are not known may live in; null for any.</summary>
    public IReadOnlyList<string?> UnresolvedTables { get; private set; } = [];

    public EntityModel? Find(INamedTypeSymbol entity) => _entities.TryGetValue(entity, out var model) ? model : null;

    /// <summary>Whether a type that is not known may live in the entity type's table.</summary>
    public bool MayShare(EntityModel entity) => entity.TableName is null || UnresolvedTables.Any(t => t is null || t == entity.TableName);

    public static ContextModel Read(INamedTypeSymbol context, Compilation compilation, WellKnown known)
    {
        var model = new ContextModel(context);
        var chain = new List<INamedTypeSymbol>();
        for (var type = context; !SymbolEqualityComparer.Default.Equals(type, known.DbContext); type = type.BaseType)
        {
            // A base class that is compiled already (IdentityDbContext) configures what is not seen.
            if (type is null || !type.IsWrittenIn(compilation))
            {
                return model;
            }

            chain.Insert(0, type);
        }

        if (chain.Count == 0
            || (known.HasOtherProvider && !chain.Any(c => UsesDyno(c, compilation)))
            || (!context.IsSealed && Types(known.Assembly.GlobalNamespace).Any(t => IsReconfigured(t, context))))
        {
            return model;
        }

        var reader = new ConfigurationReader(compilation, known);
        foreach (var type in chain)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
            {
                if (known.IsDbSet(property.Type) && ((INamedTypeSymbol)property.Type).TypeArguments[0] is INamedTypeSymbol entity)
                {
                    reader.Entity(entity).DbSets.Add(property);
                }
            }

            foreach (var conventions in type.GetMembers("ConfigureConventions"))
            {
                ConventionReader.Read(conventions, reader);
            }
        }

        // The most derived one runs; it is followed to its base where it calls it.
        var configuring = chain.LastOrDefault(t => !t.GetMembers(WellKnown.OnModelCreating).IsEmpty)?.GetMembers(WellKnown.OnModelCreating);
        foreach (var method in configuring?.OfType<IMethodSymbol>() ?? [])
        {
            reader.ReadMethod(method, null, isConditional: false);
        }

        if (reader.IsUncertain)
        {
            return model;
        }

        EntityTypes.Complete(model, reader);
        if (reader.IsUncertain)
        {
            // A configuration that was found on the way may change any type.
            return new ContextModel(context);
        }

        model.IsKnown = true;
        model.IsRemote = StoreOptions.AreRemote(chain, compilation);
        model.Configurations = [.. reader.Entities.Values];
        return model;
    }

    /// <summary>Gives the context its entity types, once all are known.</summary>
    /// <param name="entities">Those that are certain.</param>
    /// <param name="unresolvedTables">The tables of those that are not; null where even that is not known.</param>
    internal void Resolve(IReadOnlyCollection<EntityModel> entities, IReadOnlyList<string?> unresolvedTables)
    {
        _entities = new(SymbolEqualityComparer.Default);
        foreach (var entity in entities)
        {
            _entities.Add(entity.Type, entity);
        }

        UnresolvedTables = unresolvedTables;
    }

    /// <summary>Adds what a text tells of the context.</summary>
    internal void Add(IReadOnlyCollection<EntityModel> described, IReadOnlyList<string?> unresolvedTables, bool isRemote)
    {
        Resolve([.. Entities, .. described], unresolvedTables);
        IsKnown = true;
        IsRemote |= isRemote;
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

    internal static bool UsesDyno(INamedTypeSymbol context, Compilation compilation) =>
        context.GetMembers(WellKnown.OnConfiguring).Any(m => Calls(m, compilation, static name => name == WellKnown.UseDyno));

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
}
