// The model of one context: its entity types, completed by EF Core's conventions as the provider completes them.
// Without configuration the first property of the EF key is the partition key and the second the sort key.

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class ContextModel
{
    private Dictionary<INamedTypeSymbol, EntityModel> _entities = new(SymbolEqualityComparer.Default);
    private IReadOnlyCollection<RelationshipConfiguration>? _configuredRelationships;
    private IReadOnlyList<RelationshipModel>? _relationships;

    public ContextModel(INamedTypeSymbol type) => Type = type;

    public INamedTypeSymbol Type { get; }

    /// <summary>The context was read. Entity types of it may still be uncertain: <see cref="Entities"/> has those that are not.</summary>
    public bool IsKnown { get; private set; }

    public IReadOnlyCollection<EntityModel> Entities => _entities.Values;

    /// <summary>What was read of all entity types, the uncertain ones included.</summary>
    public IReadOnlyCollection<EntityConfiguration> Configurations { get; private set; } = [];

    /// <summary>The relationships that are certain; of a context of another assembly none.</summary>
    public IReadOnlyList<RelationshipModel> Relationships => _relationships ??= _configuredRelationships is { } said ? Model.Relationships.Of(this, said) : [];

    /// <summary>The context itself says that it uses a store over the network, and nothing else.</summary>
    public bool IsRemote { get; private set; }

    /// <summary>The entity types by table, as far as its name is certain.</summary>
    public IEnumerable<IGrouping<string, EntityModel>> Tables => Entities.Where(e => e.TableName is not null).GroupBy(e => e.TableName!, StringComparer.Ordinal);

    /// <summary>The tables that types which are not known may live in; null for any.</summary>
    public IReadOnlyList<string?> UnresolvedTables { get; private set; } = [];

    public EntityModel? Find(INamedTypeSymbol entity) => _entities.TryGetValue(entity, out var model) ? model : null;

    /// <summary>Whether a type that is not known may live in the entity type's table.</summary>
    public bool MayShare(EntityModel entity) => entity.TableName is null || UnresolvedTables.Any(t => t is null || t == entity.TableName);

    public static ContextModel Read(INamedTypeSymbol context, Compilation compilation, WellKnown known) =>
        Read(context, compilation, known, RememberedModels.Of((CSharpCompilation)compilation));

    public static ContextModel Read(INamedTypeSymbol context, Compilation compilation, WellKnown known, RememberedModels remembered)
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

        if (chain.Count == 0)
        {
            return model;
        }

        var reader = new ConfigurationReader(compilation, known, remembered);
        var name = ModelDescriber.NameOf(context);
        if (remembered.TryGet(name, out var configuration))
        {
            if (configuration is null)
            {
                return model;
            }

            configuration.Tell(reader);
            AddSets(chain, reader, known);
            return model.TryComplete(reader, configuration.IsRemote) ? model : new ContextModel(context);
        }

        if (!TryReadConfiguration(chain, reader, known))
        {
            remembered.Keep(name, null, reader.Bodies.Files);
            return model;
        }

        // What conventions find on the way may be read as well, and is remembered as what was looked into.
        var isRemote = StoreOptions.AreRemote(chain, reader.Bodies);
        configuration = RememberedConfiguration.Of(reader, isRemote);
        var isKnown = model.TryComplete(reader, isRemote);
        if (configuration is not null)
        {
            remembered.Keep(name, isKnown ? configuration : null, reader.Bodies.Files);
        }

        return isKnown ? model : new ContextModel(context);
    }

    private static bool TryReadConfiguration(List<INamedTypeSymbol> chain, ConfigurationReader reader, WellKnown known)
    {
        var context = chain[chain.Count - 1];
        if ((known.HasOtherProvider && !chain.Any(c => UsesDyno(c, reader.Bodies)))
            || (!context.IsSealed && Types(known.Assembly.GlobalNamespace).Any(t => IsReconfigured(t, context))))
        {
            return false;
        }

        AddSets(chain, reader, known);
        foreach (var conventions in chain.SelectMany(t => t.GetMembers("ConfigureConventions")))
        {
            ConventionReader.Read(conventions, reader);
        }

        // The most derived one runs; it is followed to its base where it calls it.
        var configuring = chain.LastOrDefault(t => !t.GetMembers(WellKnown.OnModelCreating).IsEmpty)?.GetMembers(WellKnown.OnModelCreating);
        foreach (var method in configuring?.OfType<IMethodSymbol>() ?? [])
        {
            reader.ReadMethod(method, null, isConditional: false);
        }

        return !reader.IsUncertain;
    }

    private static void AddSets(List<INamedTypeSymbol> chain, ConfigurationReader reader, WellKnown known)
    {
        foreach (var property in chain.SelectMany(t => t.GetMembers()).OfType<IPropertySymbol>())
        {
            if (known.IsDbSet(property.Type) && ((INamedTypeSymbol)property.Type).TypeArguments[0] is INamedTypeSymbol entity)
            {
                reader.Entity(entity).DbSets.Add(property);
            }
        }
    }

    // A configuration that is found on the way may change any type.
    private bool TryComplete(ConfigurationReader reader, bool isRemote)
    {
        EntityTypes.Complete(this, reader);
        if (reader.IsUncertain)
        {
            return false;
        }

        IsKnown = true;
        IsRemote = isRemote;
        Configurations = [.. reader.Entities.Values];
        _configuredRelationships = reader.AreRelationshipsUncertain ? null : reader.Relationships;
        return true;
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

    internal static bool UsesDyno(INamedTypeSymbol context, Bodies bodies) =>
        context.GetMembers(WellKnown.OnConfiguring).SelectMany(bodies.Of).SelectMany(b => b.Descendants())
            .Any(o => o is IInvocationOperation { TargetMethod.Name: WellKnown.UseDyno });
}
