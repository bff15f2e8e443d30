// The model that EF Core built, told as text (ModelFormat/). The dyno command calls Describe through reflection: it references no EF Core of its own.

using System.Reflection;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Design;

namespace EFCore.Dyno.Design;

internal static class DynoModelDescription
{
    /// <summary>The text of a context's model, on several lines. Types that have no class of their own are left out: no query names them.</summary>
    public static string Describe(DbContext context) => ModelText.Write(Of(context.GetType(), context.Model), isIndented: true);

    /// <summary>The texts of the contexts that an assembly declares, by the names of their classes.</summary>
    /// <param name="assembly">An application or library.</param>
    /// <param name="name">The class of the wanted context, with or without its namespace, or null for all that use Dyno.</param>
    /// <exception cref="InvalidOperationException">The context cannot be created, or its model is not valid.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> DescribeAll(Assembly assembly, string? name)
    {
        var described = new List<KeyValuePair<string, string>>();
        foreach (var type in assembly.GetTypes().Where(t => typeof(DbContext).IsAssignableFrom(t) && !t.IsAbstract && !t.ContainsGenericParameters)
            .Where(t => name is null || t.Name == name || t.FullName == name).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            using var context = Create(type, assembly);
            if (context.Database.ProviderName == typeof(DynoModelDescription).Assembly.GetName().Name)
            {
                described.Add(new(type.FullName!, Describe(context)));
            }
        }

        return described;
    }

    // As EF Core's own tools do: the application's factory, else a constructor. The database of the options is never opened.
    private static DbContext Create(Type context, Assembly assembly)
    {
        var contract = typeof(IDesignTimeDbContextFactory<>).MakeGenericType(context);
        if (assembly.GetTypes().FirstOrDefault(t => !t.IsAbstract && contract.IsAssignableFrom(t)) is { } factory)
        {
            return (DbContext)contract.GetMethod(nameof(IDesignTimeDbContextFactory<>.CreateDbContext))!.Invoke(Activator.CreateInstance(factory), [Array.Empty<string>()])!;
        }

        if (context.GetConstructor(Type.EmptyTypes) is { } plain)
        {
            return (DbContext)plain.Invoke(null);
        }

        var builder = ((DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(context))!).UseDyno(o => o.InMemory("dyno-model"));
        var taking = context.GetConstructors().FirstOrDefault(
            c => c.GetParameters() is [var options, .. var others] && options.ParameterType.IsInstanceOfType(builder.Options) && others.All(o => o.HasDefaultValue));
        return taking is null
            ? throw new InvalidOperationException(Messages.ContextNotCreated(context))
            : (DbContext)taking.Invoke([builder.Options, .. taking.GetParameters().Skip(1).Select(p => p.DefaultValue)]);
    }

    private static ContextDescription Of(Type context, IModel model)
    {
        var maps = DynoModel.Of(model);
        return new()
        {
            Type = context.FullName!,
            Entities =
            [
                .. model.GetEntityTypes()
                    .Where(e => !e.IsOwned() && !e.HasSharedClrType && e.GetRootType().FindPrimaryKey() is not null && e.GetDynoQuery() is null)
                    .OrderBy(e => e.ClrType.FullName, StringComparer.Ordinal)
                    .Select(e => Of(maps.For(e))),
            ],
        };
    }

    private static EntityDescription Of(DynoEntityMap map)
    {
        var entity = map.EntityType;
        return new()
        {
            Type = entity.ClrType.FullName!,
            Base = entity.BaseType?.ClrType.FullName,
            Table = map.Table.Name,
            Key = [.. entity.FindPrimaryKey()!.Properties.Select(p => p.Name)],
            PartitionKey = Of(map.PartitionKey),
            SortKey = map.SortKey is null ? null : Of(map.SortKey),
            IsKeyConfigured = (entity.GetRootType()[DynoAnnotationNames.PartitionKey] ?? entity.GetRootType()[DynoAnnotationNames.SortKey]) is not null,
            Properties = [.. map.Properties.OrderBy(p => p.Property.Name, StringComparer.Ordinal).Select(Of)],
            Navigations = [.. Navigations(entity).OrderBy(n => n.Name, StringComparer.Ordinal)],
            Indexes = [.. entity.GetIndexConfigurations().Select(i => Of(i, map))],
            TimeToLive = TableSettings.PropertyOf(entity)?.Name,
            Discriminator = map.Discriminator?.Property.Name,
            DiscriminatorValues = map.Discriminator?.Property.ClrType == typeof(string)
                ? [.. entity.GetConcreteDerivedTypesInclusive().Select(e => (string)e.GetDiscriminatorValue()!).Order(StringComparer.Ordinal)]
                : [],
            HasFilters = entity.GetRootType().GetDeclaredQueryFilters().Count > 0,
        };
    }

    private static PropertyDescription Of(DynoPropertyMap map)
    {
        var property = map.Property;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return new()
        {
            Name = property.Name,
            Attribute = map.AttributeName,
            StoredAs = map.AttributeType.ToName(),
            ShadowType = property.PropertyInfo is null ? type.FullName : null,
            IsNullable = property.IsNullable,
            IsConverted = property.GetTypeMapping().Converter is not null && !(type.IsEnum && map.AttributeType == AttributeType.N),
            MaxLength = property.GetMaxLength(),
            IsConcurrencyToken = property.IsConcurrencyToken,
        };
    }

    private static IEnumerable<NavigationDescription> Navigations(IEntityType entity)
    {
        foreach (var navigation in entity.GetNavigations().Where(n => !n.IsShadowProperty() && !n.TargetEntityType.HasSharedClrType || n.ForeignKey.IsOwnership))
        {
            yield return new()
            {
                Name = navigation.Name,
                Target = navigation.TargetEntityType.ClrType.FullName!,
                IsCollection = navigation.IsCollection,
                IsOwned = navigation.ForeignKey.IsOwnership && !navigation.IsOnDependent,
                Attribute = navigation.ForeignKey.IsOwnership ? navigation.GetContainingAttributeName() : navigation.Name,
            };
        }

        foreach (var navigation in entity.GetSkipNavigations().Where(n => !n.IsShadowProperty()))
        {
            yield return new() { Name = navigation.Name, Target = navigation.TargetEntityType.ClrType.FullName!, IsCollection = true, Attribute = navigation.Name };
        }

        foreach (var complex in entity.GetComplexProperties())
        {
            yield return new()
            {
                Name = complex.Name,
                Target = complex.ComplexType.ClrType.FullName!,
                IsCollection = complex.IsCollection,
                IsComplex = true,
                Attribute = complex.GetAttributeName(),
            };
        }
    }

    private static IndexDescription Of(IndexConfiguration configuration, DynoEntityMap map)
    {
        var index = map.Indexes.First(i => i.Index.Name == configuration.Name);
        return new()
        {
            Name = configuration.Name,
            IsLocal = !configuration.IsGlobal,
            PartitionKeys = configuration.IsGlobal ? [.. index.PartitionKeys.Select(Of)] : [],
            SortKeys = [.. index.SortKeys.Select(Of)],
            Projection = configuration.Projection.ToString(),
            Included = configuration.IncludedProperties,
            Condition = [.. ((index.PartitionKey as TemplateKeyPart)?.Condition ?? []).Select(Of)],
        };
    }

    private static ComparisonDescription Of(IndexComparison comparison) => comparison.Value switch
    {
        null or string or bool => new(comparison.Property.Name, IndexComparison.Symbol(comparison.Operator), comparison.Value),
        Enum value => new(comparison.Property.Name, IndexComparison.Symbol(comparison.Operator), Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture)),
        byte or sbyte or short or ushort or int or uint or long or ulong or decimal => new(
            comparison.Property.Name, IndexComparison.Symbol(comparison.Operator), Convert.ToDecimal(comparison.Value, System.Globalization.CultureInfo.InvariantCulture)),
        _ => new(comparison.Property.Name, "?", null),
    };

    private static KeyDescription Of(KeyPart part) => part is TemplateKeyPart template
        ? new() { Attribute = part.AttributeName, Pieces = [.. template.Segments.Select(Of)] }
        : new() { Property = part.Property!.Property.Name };

    private static KeyPieceDescription Of(KeySegment segment) => segment switch
    {
        LiteralSegment literal => new(literal.Text),
        ShardSegment shards => new(null, Shards: shards.Count, By: [.. shards.By.Select(s => s.Property.Name)]),
        PropertySegment property => new(null, property.Property.Name, property.FormatText),
        _ => throw new InvalidOperationException(segment.ToString()),
    };
}
