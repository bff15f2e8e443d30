// A property that a condition compares with what was loaded, and where in the item it stands.

using Dyno.Expressions;
using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace EFCore.Dyno.Update;

internal sealed class TokenPath(DynoPropertyMap property, DocumentPath path)
{
    public DynoPropertyMap Property { get; } = property;

    public DocumentPath Path { get; } = path;

    public ConditionNode IsAsLoaded(IUpdateEntry entry) => IsAsLoaded(Property, Path, entry);

    public static ConditionNode IsAsLoaded(DynoPropertyMap property, DocumentPath path, IUpdateEntry entry) =>
        Is(path, property.EncodeOriginal(entry));

    public static ConditionNode Is(DocumentPath path, EncodedValue value) => value.IsDefault || value.Type == AttributeType.NULL
        ? new AttributeNotExistsNode(path)
        : new ComparisonNode(ComparisonOperator.Equal, new PathOperand(path), new ValueOperand(value));

    /// <summary>The tokens of a type and of the single complex values in it. Those of owned types belong to entries of their own.</summary>
    public static IEnumerable<TokenPath> Of(DynoStructureMap map) => Of(map, null, [], static p => p.IsConcurrencyToken);

    /// <summary>Likewise, all properties.</summary>
    public static IEnumerable<TokenPath> AllOf(DynoStructureMap map) => Of(map, null, [], static p => !p.IsPrimaryKey());

    private static IEnumerable<TokenPath> Of(DynoStructureMap map, string? root, PathSegment[] segments, Func<IProperty, bool> isWanted)
    {
        foreach (var property in map.Properties)
        {
            if (isWanted(property.Property))
            {
                yield return new TokenPath(
                    property,
                    root is null ? DocumentPath.Of(property.AttributeName) : new DocumentPath(root, [.. segments, PathSegment.Member(property.AttributeName)]));
            }
        }

        foreach (var embedded in map.Embedded)
        {
            if (embedded.ComplexProperty is not null && !embedded.IsCollection)
            {
                var (innerRoot, inner) = root is null
                    ? (embedded.AttributeName, Array.Empty<PathSegment>())
                    : (root, [.. segments, PathSegment.Member(embedded.AttributeName)]);
                foreach (var token in Of(embedded.Target, innerRoot, inner, isWanted))
                {
                    yield return token;
                }
            }
        }
    }
}
