// What is known of a context, as the plain values of which its text is made.

using EFCore.Dyno.Design;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal static class ModelDescriber
{
    public static ContextDescription Describe(ContextModel context) => new()
    {
        Type = NameOf(context.Type),
        IsRemote = context.IsRemote,
        Entities = [.. context.Entities.OrderBy(e => NameOf(e.Type), StringComparer.Ordinal).Select(Describe)],
        Unresolved = [.. context.UnresolvedTables.Distinct()],
    };

    /// <summary>As reflection has it, with + before nested classes.</summary>
    public static string NameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? NameOf(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;

    private static EntityDescription Describe(EntityModel entity) => new()
    {
        Type = NameOf(entity.Type),
        Base = entity.Base is null ? null : NameOf(entity.Base.Type),
        Table = entity.TableName,
        Key = [.. entity.EfKey.Select(p => p.Name)],
        PartitionKey = Describe(entity.PartitionKey),
        SortKey = entity.SortKey is null ? null : Describe(entity.SortKey),
        IsKeyConfigured = entity.IsKeyConfigured,
        Properties = [.. entity.Properties.Where(p => !p.IsUncertain).OrderBy(p => p.Name, StringComparer.Ordinal).Select(Describe)],
        Navigations = [.. entity.Navigations.OrderBy(n => n.Name, StringComparer.Ordinal).Select(Describe)],
        Indexes = [.. entity.Indexes.Select(Describe)],
        TimeToLive = entity.TimeToLive?.Name,
        Discriminator = entity.Discriminator?.Name,
        DiscriminatorValues = [.. entity.DiscriminatorValues.OrderBy(v => v, StringComparer.Ordinal)],
        HasFilters = entity.HasFilters,
    };

    private static PropertyDescription Describe(PropertyModel property) => new()
    {
        Name = property.Name,
        Attribute = property.AttributeName,
        StoredAs = property.AttributeType.ToString(),
        ShadowType = property.Symbol is null && property.BareType is INamedTypeSymbol type ? NameOf(type) : null,
        IsNullable = property.IsNullable,
        IsConverted = property.HasConversion,
        MaxLength = property.MaxLength,
        IsConcurrencyToken = property.IsConcurrencyToken,
    };

    private static NavigationDescription Describe(NavigationModel navigation) => new()
    {
        Name = navigation.Name,
        Target = NameOf(navigation.Target),
        IsCollection = navigation.IsCollection,
        IsOwned = navigation.IsOwned,
        IsComplex = navigation.IsComplex,
        Attribute = navigation.AttributeName,
    };

    private static IndexDescription Describe(IndexModel index) => new()
    {
        Name = index.Name,
        IsLocal = !index.IsGlobal,
        PartitionKeys = index.IsGlobal ? [.. index.PartitionKeys.Select(Describe)] : [],
        SortKeys = [.. index.SortKeys.Select(Describe)],
        Projection = index.Projection switch { ProjectionKind.All => "ALL", ProjectionKind.KeysOnly => "KEYS_ONLY", _ => "INCLUDE" },
        Included = index.Included,
        Condition = [.. index.Condition.Select(c => new ComparisonDescription(c.Property.Name, IndexComparison.Symbol(c.Operator), c.Value))],
    };

    private static KeyDescription Describe(KeyShape key) => key.Property is { } property
        ? new() { Property = property.Name }
        : new() { Attribute = key.AttributeName, Pieces = [.. key.Segments.Select(Describe)] };

    private static KeyPieceDescription Describe(KeyShapeSegment segment) => segment.Shards is { } shards
        ? new(null, null, null, shards.Count, [.. shards.By.Select(s => s.Property.Name)])
        : new(segment.Literal, segment.Property?.Name, segment.Format);
}
