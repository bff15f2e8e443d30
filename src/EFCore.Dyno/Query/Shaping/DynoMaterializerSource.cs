// EF's materialiser, with what a map inside an item is: a complex value that may be null is there where its map is, and a complex collection is
// read like any other member, at every depth. Outside queries (QueryTrackingBehavior is null) nothing differs from EF's.

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.Internal;

namespace EFCore.Dyno.Query;

#pragma warning disable EF1001 // The source of materialisers is the only place where members of nested complex values are set.
internal sealed class DynoMaterializerSource(StructuralTypeMaterializerSourceDependencies dependencies) : StructuralTypeMaterializerSource(dependencies)
{
    protected override void AddInitializeExpression(
        IPropertyBase property, ParameterBindingInfo bindingInfo, Expression instanceVariable, MethodCallExpression getValueBufferExpression,
        List<Expression> blockExpressions, bool nullable)
    {
        if (property is not IComplexProperty complex || bindingInfo.QueryTrackingBehavior is not { } tracking)
        {
            base.AddInitializeExpression(property, bindingInfo, instanceVariable, getValueBufferExpression, blockExpressions, nullable);
            return;
        }

        Expression value = complex.IsCollection
            ? Read(complex.ClrType)
            : CreateMaterializeExpression(
                new(complex.ComplexType, "complexType", complex.ClrType, IsNullable: false, tracking), bindingInfo.MaterializationContextExpression);
        if (value.Type != complex.ClrType)
        {
            value = Expression.Convert(value, complex.ClrType);
        }

        if (complex is { IsCollection: false, IsNullable: true })
        {
            value = Expression.Condition(Read(typeof(bool)), value, Expression.Default(complex.ClrType));
        }

        var member = complex.GetMemberInfo(forMaterialization: true, forSet: true);
        blockExpressions.Add(complex.IsIndexerProperty()
            ? Expression.Assign(Expression.MakeIndex(instanceVariable, (System.Reflection.PropertyInfo)member, [Expression.Constant(complex.Name)]), value)
            : ExpressionExtensions.Assign(Expression.MakeMemberAccess(instanceVariable, member), value));

        // A read of a complex property: of its type the collection, of bool whether the value is there (RowCompiler).
        Expression Read(Type type) => getValueBufferExpression.CreateValueBufferReadValueExpression(type, complex.GetIndex(), complex);
    }
}
#pragma warning restore EF1001
