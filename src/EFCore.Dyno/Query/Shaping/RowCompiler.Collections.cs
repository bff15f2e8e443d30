// Collections inside a row and what is included into an entity.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using ExpressionExtensions = Microsoft.EntityFrameworkCore.Infrastructure.ExpressionExtensions;

namespace EFCore.Dyno.Query;

internal sealed partial class RowCompiler
{
    private static readonly MethodInfo s_readList = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadList))!;
    private static readonly MethodInfo s_readRows = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadRows))!;
    private static readonly MethodInfo s_readCells = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadCells))!;
    private static readonly MethodInfo s_readComplexList = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadComplexList))!;
    private static readonly MethodInfo s_toCollection = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ToCollection))!;
    private static readonly MethodInfo s_ownedReference = typeof(OwnedIncludes).GetMethod(nameof(OwnedIncludes.Reference))!;
    private static readonly MethodInfo s_ownedCollection = typeof(OwnedIncludes).GetMethod(nameof(OwnedIncludes.Collection))!;
    private static readonly MethodInfo s_reference = typeof(Includes).GetMethod(nameof(Includes.Reference))!;
    private static readonly MethodInfo s_collection = typeof(Includes).GetMethod(nameof(Includes.Collection))!;

    private readonly List<ItemViewShape> _roots = [];

    private Expression Cells(CellsRead cells)
    {
        var parent = cells.Element.Parent!;
        return Expression.Call(
            s_readCells, ViewOf(parent), Expression.Constant(ShapeOf(parent).SlotOf(cells.Element.Embedded!.AttributeName)));
    }

    private Expression Collection(CollectionRead collection)
    {
        var parent = collection.Element.Parent!;
        var view = ViewOf(parent);
        var slot = Expression.Constant(ShapeOf(parent).SlotOf(collection.Element.Embedded!.AttributeName));
        var shape = Expression.Constant(ShapeOf(collection.Element));
        var shaper = CompileElement(collection.Element, collection.Shaper);
        if (collection.Member is IComplexProperty && collection.Predicate is null
            && (collection.Type == collection.Member.ClrType || collection.Type == typeof(List<>).MakeGenericType(collection.Shaper.Type)))
        {
            return Expression.Call(
                s_readComplexList.MakeGenericMethod(collection.Type, collection.Shaper.Type),
                QueryCompilationContext.QueryContextParameter, _function.Scope, view, slot, shape, Expression.Constant(shaper));
        }

        var predicate = collection.Predicate is null ? null : CompileElement(collection.Element, collection.Predicate);
        var list = Expression.Call(
            s_readList.MakeGenericMethod(collection.Shaper.Type),
            QueryCompilationContext.QueryContextParameter,
            _function.Scope,
            view,
            slot,
            shape,
            Expression.Constant(predicate, typeof(Func<QueryContext, RowScope, ItemView, bool>)),
            Expression.Constant(shaper));
        var value = As(list, collection.Shaper.Type, collection.Type, collection.Member as INavigationBase);

        // What is not there has no collection.
        return collection.Predicate is null && collection.Type == collection.Member.ClrType
            ? Expression.Condition(Expression.Property(view, nameof(ItemView.IsPresent)), value, Expression.Default(value.Type))
            : value;
    }

    private Expression Rows(RowsRead rows)
    {
        var element = rows.Subquery.Shaper.Type;
        var (place, child, shaper) = Inner(rows, element);
        var list = Expression.Call(
            s_readRows.MakeGenericMethod(element), QueryCompilationContext.QueryContextParameter, _function.Scope, place, child, shaper);
        return As(list, element, rows.Type, rows.Navigation);
    }

    private Expression Grouping(GroupingRead grouping)
    {
        var types = grouping.Type.GetGenericArguments();
        var (place, child, shaper) = Inner(grouping.Rows, types[1]);
        var list = Expression.Call(
            s_readRows.MakeGenericMethod(types[1]), QueryCompilationContext.QueryContextParameter, _function.Scope, place, child, shaper);
        return Expression.Convert(
            Expression.New(typeof(Grouping<,>).MakeGenericType(types).GetConstructors()[0], Nulls.As(Visit(grouping.Key), types[0]), list), grouping.Type);
    }

    // The shaper of a subquery's rows over a scope of its own.
    private (Expression Place, Expression Child, Expression Shaper) Inner(RowsRead rows, Type element)
    {
        var shape = new RowScopeShape();
        var child = _function.Shape.Children.Count;
        _function.Shape.Children.Add(shape);
        var shaper = Compile(shape, rows.Subquery.Shaper, element);
        return (Expression.Constant(layout.PlaceOf(rows.Slot)), Expression.Constant(child), Expression.Constant(shaper));
    }

    // A list as the type that C# gives the collection.
    private static Expression As(Expression list, Type element, Type type, INavigationBase? navigation)
    {
        if (type.IsAssignableFrom(list.Type) && navigation is null or { IsCollection: false })
        {
            return list;
        }

        if (navigation is { IsCollection: true } && type == navigation.ClrType)
        {
            return Expression.Convert(Expression.Call(s_toCollection.MakeGenericMethod(element), list, Expression.Constant(navigation, typeof(INavigationBase))), type);
        }

        if (type.IsAssignableFrom(list.Type))
        {
            return list;
        }

        if (typeof(IQueryable).IsAssignableFrom(type))
        {
            return Expression.Convert(Expression.Call(typeof(Queryable), nameof(Queryable.AsQueryable), [element], list), type);
        }

        if (type.IsArray)
        {
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.ToArray), [element], list);
        }

        if (type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(element)]) is { } constructor)
        {
            return Expression.New(constructor, list);
        }

        // An order that all keep: IOrderedEnumerable is to be had of OrderBy alone.
        var any = Expression.Parameter(element, "x");
        var ordered = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.OrderBy), [element, typeof(int)], list, Expression.Lambda(Expression.Constant(0), any));
        return Expression.Convert(type.IsAssignableFrom(ordered.Type) ? ordered : list, type);
    }

    private Expression Include(IncludeExpression include)
    {
        var entity = Visit(include.EntityExpression);
        var navigation = include.Navigation;
        if (!_function.Included.Add((entity, navigation)))
        {
            return entity;
        }

        var including = navigation.DeclaringEntityType.ClrType;
        if (including != entity.Type && including.IsAssignableFrom(entity.Type))
        {
            including = entity.Type;
        }

        Type[] types = [entity.Type, including, navigation.TargetEntityType.ClrType];
        var fixup = Expression.Constant(Fixup(including, navigation));
        var constant = Expression.Constant(navigation, typeof(INavigationBase));
        var context = QueryCompilationContext.QueryContextParameter;
        switch (include.NavigationExpression)
        {
            case CollectionRead collection when navigation is INavigation owned:
                var parent = collection.Element.Parent!;
                _function.Statements.Add(Expression.Call(
                    s_ownedCollection.MakeGenericMethod(types), context, entity, _function.Scope, ViewOf(parent),
                    Expression.Constant(ShapeOf(parent).SlotOf(collection.Element.Embedded!.AttributeName)),
                    Expression.Constant(ShapeOf(collection.Element)),
                    Expression.Constant(CompileElement(collection.Element, collection.Shaper)),
                    Expression.Constant(owned, typeof(INavigation)), fixup, Expression.Constant(tracking)));
                break;

            case RowsRead rows:
                var (place, child, shaper) = Inner(rows, types[2]);
#pragma warning disable EF1001 // Whether an include marks its navigation as loaded is told nowhere else.
                _function.Statements.Add(Expression.Call(
                    s_collection.MakeGenericMethod(types), context, entity, _function.Scope, place, child, shaper, constant, fixup,
                    Expression.Constant(tracking), Expression.Constant(include.SetLoaded)));
#pragma warning restore EF1001
                break;

            default:
                var related = Visit(include.NavigationExpression);
                if (related.Type != types[2])
                {
                    related = Expression.Convert(related, types[2]);
                }

                _function.Statements.Add(navigation is INavigation { ForeignKey.IsOwnership: true, IsOnDependent: false } ownership
                    ? Expression.Call(
                        s_ownedReference.MakeGenericMethod(types), context, entity, related, Expression.Constant(ownership, typeof(INavigation)), fixup,
                        Expression.Constant(tracking))
                    : Expression.Call(s_reference.MakeGenericMethod(types), context, entity, related, constant, fixup, Expression.Constant(tracking)));
                break;
        }

        return entity;
    }

    private static Delegate Fixup(Type including, INavigationBase navigation)
    {
        var entity = Expression.Parameter(including, "entity");
        var related = Expression.Parameter(navigation.TargetEntityType.ClrType, "related");
        var body = new List<Expression>();
        if (!navigation.IsShadowProperty())
        {
            body.Add(Set(entity, related, navigation));
        }

        if (navigation.Inverse is { } inverse && !inverse.IsShadowProperty())
        {
            body.Add(Set(related, entity, inverse));
        }

        body.Add(Expression.Empty());
        return Expression.Lambda(
            typeof(Action<,>).MakeGenericType(including, related.Type), Expression.Block(typeof(void), body), entity, related).Compile();

        static Expression Set(ParameterExpression owner, ParameterExpression value, INavigationBase navigation) => navigation.IsCollection
            ? Expression.Call(
                typeof(OwnedIncludes).GetMethod(nameof(OwnedIncludes.Add))!, Expression.Constant(navigation.GetCollectionAccessor()), owner, value)
            : ExpressionExtensions.Assign(
                Expression.MakeMemberAccess(
                    navigation.DeclaringEntityType.ClrType.IsAssignableFrom(owner.Type) ? owner : Expression.Convert(owner, navigation.DeclaringEntityType.ClrType),
                    navigation.GetMemberInfo(forMaterialization: true, forSet: true)),
                value);
    }
}

// The elements of a stored list as cells of rows.
internal sealed class CellsRead(DynoSource element) : RowExpression
{
    public DynoSource Element => element;

    public override Type Type => typeof(List<object?>);
}
