// Compiles an expression over sources into a delegate over item views. It owns which view and slot each read becomes;
// EF's materialisers are injected by the caller and their value buffer reads end up here too.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using ExpressionExtensions = Microsoft.EntityFrameworkCore.Infrastructure.ExpressionExtensions;

namespace EFCore.Dyno.Query;

internal sealed class RowCompiler(Func<Expression, Expression> injectMaterializers, bool tracking) : ExpressionVisitor
{
    private static readonly MethodInfo s_read = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.Read))!;
    private static readonly MethodInfo s_readList = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadList))!;
    private static readonly MethodInfo s_readComplexList = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadComplexList))!;
    private static readonly MethodInfo s_includeReference = typeof(OwnedIncludes).GetMethod(nameof(OwnedIncludes.Reference))!;
    private static readonly MethodInfo s_includeCollection = typeof(OwnedIncludes).GetMethod(nameof(OwnedIncludes.Collection))!;
    private static readonly MethodInfo s_child = typeof(ItemView).GetMethod(nameof(ItemView.Child))!;
    private static readonly MethodInfo s_has = typeof(ItemView).GetMethod(nameof(ItemView.Has))!;
    private static readonly PropertyInfo s_parameterItem = typeof(Dictionary<string, object?>).GetProperty("Item")!;

    private readonly Dictionary<ParameterExpression, DynoSource> _contexts = [];
    private readonly Dictionary<DynoSource, ItemViewShape> _shapes = [];
    private readonly Stack<(DynoSource Source, ParameterExpression View)> _scopes = [];

    // Over the row's item.
    public (Delegate Function, ItemViewShape Shape) CompileItem(Expression body, DynoSource root)
    {
        var shape = new ItemViewShape();
        _shapes[root] = shape;
        var compiled = Function(root, body);
        foreach (var each in _shapes.Values)
        {
            each.Freeze();
        }

        return (compiled, shape);
    }

    // Over a row that is a value.
    public Delegate CompileValue(Expression body, ParameterExpression row) =>
        Expression.Lambda(Visit(NullPropagation.Apply(body)), QueryCompilationContext.QueryContextParameter, row).Compile();

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case PropertyRead read:
                return Read(read.Source, read.Property, read.Type);

            case PresenceRead presence:
                return Expression.Property(ViewOf(presence.Source), nameof(ItemView.IsPresent));

            case QueryParameterExpression parameter:
                return Expression.Convert(
                    Expression.MakeIndex(
                        Expression.Property(QueryCompilationContext.QueryContextParameter, nameof(QueryContext.Parameters)),
                        s_parameterItem,
                        [Expression.Constant(parameter.Name)]),
                    parameter.Type);

            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source } shaper:
                var made = Visit(injectMaterializers(shaper));
                return source is { Embedded: not null, IsElement: false } && shaper.IsNullable
                    ? Expression.Condition(Expression.Property(ViewOf(source), nameof(ItemView.IsPresent)), made, Expression.Default(made.Type))
                    : made;

            case IncludeExpression include:
                return Include(include);

            case CollectionRead collection:
                return Collection(collection);

            case DynoSource:
                return Expression.Constant(ValueBuffer.Empty);

            default:
                return base.VisitExtension(node);
        }
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node is { NodeType: ExpressionType.Assign, Left: ParameterExpression context, Right: NewExpression created }
            && context.Type == typeof(MaterializationContext))
        {
            _contexts[context] = (DynoSource)created.Arguments[0];
            return Expression.Assign(context, created.Update([Expression.Constant(ValueBuffer.Empty), Visit(created.Arguments[1])]));
        }

        if (node is { NodeType: ExpressionType.Assign, Left: MemberExpression { Member: FieldInfo { IsInitOnly: true } } member })
        {
            return ExpressionExtensionsAssign(member, Visit(node.Right));
        }

        // "Is the key there" needs no boxed key.
        if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual
            && node.Right is ConstantExpression { Value: null }
            && node.Left is MethodCallExpression call && BufferRead(call) is var (source, property) && source is not null
            && Slot(source, property!) is { } slot)
        {
            Expression has = Expression.Call(slot.View, s_has, Expression.Constant(slot.Slot));
            return node.NodeType == ExpressionType.Equal ? Expression.Not(has) : has;
        }

        return base.VisitBinary(node);
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (BufferRead(node) is var (source, property) && source is not null)
        {
            return property is IComplexProperty ? Expression.Default(node.Type) : Read(source, (IProperty)property!, node.Type);
        }

        return base.VisitMethodCall(node);
    }

    // Assigns each complex collection of a new instance; EF leaves them null.
    public static IEnumerable<(IComplexProperty Property, DynoSource Element)> ComplexCollections(ITypeBase type, DynoSource source)
    {
        foreach (var property in type.GetComplexProperties())
        {
            if (property.IsCollection && source.FindEmbedded(property) is { } embedded)
            {
                yield return (property, source.Member(embedded));
            }
        }
    }

    private static Expression ExpressionExtensionsAssign(MemberExpression member, Expression value) =>
        ExpressionExtensions.Assign(member, value);

    private Delegate Function(DynoSource source, Expression body)
    {
        var view = Expression.Parameter(typeof(ItemView), "view");
        _scopes.Push((source, view));
        var visited = Visit(NullPropagation.Apply(body));
        _scopes.Pop();
        return Expression.Lambda(visited, QueryCompilationContext.QueryContextParameter, view).Compile();
    }

    // Materialisation reads as EF writes them: the source behind the context and the property.
    private (DynoSource? Source, IPropertyBase? Property) BufferRead(MethodCallExpression node)
    {
        if (!node.Method.IsGenericMethod || node.Method.GetGenericMethodDefinition() != ExpressionExtensions.ValueBufferTryReadValueMethod)
        {
            return default;
        }

        var property = (IPropertyBase)((ConstantExpression)node.Arguments[2]).Value!;
        var source = node.Arguments[0] is MethodCallExpression { Object: ParameterExpression context }
            ? _contexts[context]
            : (DynoSource)node.Arguments[0];
        return (SourceOf(source, property.DeclaringType), property);
    }

    // The map in which a type's properties are stored: EF reads a complex type's properties through its entity.
    private static DynoSource SourceOf(DynoSource source, ITypeBase declaring)
    {
        if (declaring is not IComplexType complex || source.Map.Type == complex)
        {
            return source;
        }

        var holder = SourceOf(source, complex.ComplexProperty.DeclaringType);
        return holder.Member(holder.FindEmbedded(complex.ComplexProperty)!);
    }

    private Expression Read(DynoSource source, IProperty property, Type type)
    {
        if (Slot(source, property) is not { } slot)
        {
            return KeyOfOwned(source, property, type);
        }

        var clrType = property.ClrType;
        Expression read = Expression.Call(
            s_read.MakeGenericMethod(clrType),
            slot.View,
            Expression.Constant(slot.Slot),
            Expression.Constant(source.FindProperty(property)!.Codec),
            Expression.Constant(property, typeof(IProperty)));
        if (type == clrType)
        {
            return read;
        }

        // Asked for as something that can be null, a value that is not there is null rather than zero.
        return clrType.IsValueType && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            ? Expression.Condition(
                Expression.Call(slot.View, s_has, Expression.Constant(slot.Slot)), Expression.Convert(read, type), Expression.Default(type))
            : Expression.Convert(read, type);
    }

    // An owned entity's key is its owner's and its place: neither is stored with it.
    private Expression KeyOfOwned(DynoSource source, IProperty property, Type type)
    {
        if (source.Parent is { } parent)
        {
            if (property.FindFirstPrincipal() is { } principal)
            {
                return Read(parent, principal, type);
            }

            if (source.IsElement && (property.ClrType == typeof(int) || property.ClrType == typeof(long)))
            {
                return Expression.Convert(
                    Expression.Convert(
                        Expression.Add(Expression.Property(ViewOf(source), nameof(ItemView.Ordinal)), Expression.Constant(1)), property.ClrType),
                    type);
            }
        }

        return Expression.Default(type);
    }

    private (Expression View, int Slot)? Slot(DynoSource source, IPropertyBase property) =>
        property is IProperty scalar && source.FindProperty(scalar) is { } map ? (ViewOf(source), ShapeOf(source).SlotOf(map.AttributeName)) : null;

    private ItemViewShape ShapeOf(DynoSource source)
    {
        if (!_shapes.TryGetValue(source, out var shape))
        {
            if (source.IsElement)
            {
                shape = new();
            }
            else
            {
                var parent = ShapeOf(source.Parent!);
                shape = parent.ChildShape(parent.ChildOf(source.Embedded!.AttributeName));
            }

            _shapes.Add(source, shape);
        }

        return shape;
    }

    // The view of a source as the lambda being compiled reaches it: down through maps, or up from an element to what holds it.
    private Expression ViewOf(DynoSource source)
    {
        var (scope, view) = _scopes.Peek();
        return Down(source) ?? Up();

        Expression? Down(DynoSource target) =>
            target == scope ? view
            : target.Parent is null || target.IsElement ? null
            : Down(target.Parent) is { } parent
                ? Expression.Call(parent, s_child, Expression.Constant(ShapeOf(target.Parent).ChildOf(target.Embedded!.AttributeName)))
                : null;

        Expression Up()
        {
            Expression reached = view;
            for (var at = scope; ; at = at.Parent!)
            {
                if (at == source)
                {
                    return reached;
                }

                reached = Expression.Property(reached, nameof(ItemView.Parent));
            }
        }
    }

    private Expression Collection(CollectionRead collection)
    {
        var parent = collection.Element.Parent!;
        var view = ViewOf(parent);
        var slot = Expression.Constant(ShapeOf(parent).SlotOf(collection.Element.Embedded!.AttributeName));
        var shape = Expression.Constant(ShapeOf(collection.Element));
        var shaper = Function(collection.Element, collection.Shaper);
        if (collection.Member is IComplexProperty && collection.Predicate is null && collection.Type == collection.Member.ClrType)
        {
            return Expression.Call(
                s_readComplexList.MakeGenericMethod(collection.Type, collection.Shaper.Type),
                QueryCompilationContext.QueryContextParameter, view, slot, shape, Expression.Constant(shaper));
        }

        var predicate = collection.Predicate is null ? null : Function(collection.Element, collection.Predicate);
        var list = Expression.Call(
            s_readList.MakeGenericMethod(collection.Shaper.Type),
            QueryCompilationContext.QueryContextParameter,
            view,
            slot,
            shape,
            Expression.Constant(predicate, typeof(Func<QueryContext, ItemView, bool>)),
            Expression.Constant(shaper));
        return collection.Type.IsAssignableFrom(list.Type)
            ? list
            : Expression.Convert(Expression.New(collection.Type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(collection.Shaper.Type)])!, list), collection.Type);
    }

    private Expression Include(IncludeExpression include)
    {
        var navigation = (INavigation)include.Navigation;
        var entity = Visit(include.EntityExpression);
        var including = navigation.DeclaringEntityType.ClrType;
        if (including != entity.Type && including.IsAssignableFrom(entity.Type))
        {
            including = entity.Type;
        }

        Type[] types = [entity.Type, including, navigation.TargetEntityType.ClrType];
        var fixup = Expression.Constant(Fixup(including, navigation));
        var constant = Expression.Constant(navigation, typeof(INavigation));
        if (!navigation.IsCollection)
        {
            // The entity first: an owned entity is tracked after its owner.
            return Expression.Call(
                s_includeReference.MakeGenericMethod(types), QueryCompilationContext.QueryContextParameter, entity,
                Visit(include.NavigationExpression), constant, fixup, Expression.Constant(tracking));
        }

        var collection = (CollectionRead)include.NavigationExpression;
        var parent = collection.Element.Parent!;
        return Expression.Call(
            s_includeCollection.MakeGenericMethod(types), QueryCompilationContext.QueryContextParameter, entity, ViewOf(parent),
            Expression.Constant(ShapeOf(parent).SlotOf(collection.Element.Embedded!.AttributeName)),
            Expression.Constant(ShapeOf(collection.Element)),
            Expression.Constant(Function(collection.Element, collection.Shaper)), constant, fixup, Expression.Constant(tracking));
    }

    private static Delegate Fixup(Type including, INavigation navigation)
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

        static Expression Set(ParameterExpression owner, ParameterExpression value, INavigation navigation) => navigation.IsCollection
            ? Expression.Call(
                typeof(OwnedIncludes).GetMethod(nameof(OwnedIncludes.Add))!, Expression.Constant(navigation.GetCollectionAccessor()), owner, value)
            : ExpressionExtensionsAssign(
                Expression.MakeMemberAccess(
                    navigation.DeclaringEntityType.ClrType.IsAssignableFrom(owner.Type) ? owner : Expression.Convert(owner, navigation.DeclaringEntityType.ClrType),
                    navigation.GetMemberInfo(forMaterialization: true, forSet: true)),
                value);
    }
}
