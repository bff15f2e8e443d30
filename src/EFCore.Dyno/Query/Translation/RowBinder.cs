// Binds a member of an entity, owned or complex type to a read of its source.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class RowBinder
{
    // The shaper beneath conversions and includes, or null.
    public static StructuralTypeShaperExpression? ShaperOf(Expression? expression) => expression switch
    {
        StructuralTypeShaperExpression shaper => shaper,
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.TypeAs } unary => ShaperOf(unary.Operand),
        IncludeExpression include => ShaperOf(include.EntityExpression),
        _ => null,
    };

    public static Expression? Bind(Expression target, string member)
    {
        if (ShaperOf(target) is not { ValueBufferExpression: DynoSource source } shaper)
        {
            return null;
        }

        var type = shaper.StructuralType;
        if (FindProperty(type, member) is { } property)
        {
            return new PropertyRead(source, property);
        }

        if (FindMember(type, member) is not { } embedded || source.FindEmbedded(embedded) is not { } map)
        {
            return null;
        }

        var inner = source.Member(map);
        var structural = map.Navigation?.TargetEntityType ?? (ITypeBase)map.ComplexProperty!.ComplexType;
        if (map.IsCollection)
        {
            return new CollectionRead(inner, new StructuralTypeShaperExpression(structural, inner, nullable: false), embedded, embedded.ClrType);
        }

        return new StructuralTypeShaperExpression(structural, inner, nullable: map.Navigation is not null || map.ComplexProperty!.IsNullable);
    }

    private static IProperty? FindProperty(ITypeBase type, string name) =>
        type.FindProperty(name) ?? (type as IEntityType)?.GetDerivedTypes().Select(d => d.FindDeclaredProperty(name)).FirstOrDefault(p => p is not null);

    private static IPropertyBase? FindMember(ITypeBase type, string name)
    {
        if (type.FindComplexProperty(name) is { } complex)
        {
            return complex;
        }

        return type is not IEntityType entityType
            ? null
            : entityType.FindNavigation(name)
                ?? entityType.GetDerivedTypes().Select(d => d.FindDeclaredNavigation(name)).FirstOrDefault(n => n is not null)
                ?? (IPropertyBase?)entityType.GetDerivedTypes().Select(d => d.FindDeclaredComplexProperty(name)).FirstOrDefault(c => c is not null);
    }
}
