// Compiles an expression over the row into a delegate over a row scope. It owns which view and slot each read becomes; EF's materialisers
// are injected by the caller and their value buffer reads end up here too. Collections and includes: RowCompiler.Collections.cs.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using ExpressionExtensions = Microsoft.EntityFrameworkCore.Infrastructure.ExpressionExtensions;

namespace EFCore.Dyno.Query;

internal sealed partial class RowCompiler(RowLayout layout, Func<Expression, Expression> injectMaterializers, bool tracking) : ExpressionVisitor
{
    private static readonly MethodInfo s_read = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.Read))!;
    private static readonly MethodInfo s_readInstance = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadInstance))!;
    private static readonly MethodInfo s_child = typeof(ItemView).GetMethod(nameof(ItemView.Child))!;
    private static readonly MethodInfo s_has = typeof(ItemView).GetMethod(nameof(ItemView.Has))!;
    private static readonly MethodInfo s_item = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ItemOf))!;
    private static readonly MethodInfo s_stored = typeof(ItemViewReader).GetMethod(nameof(ItemViewReader.ReadStored))!;
    private static readonly MethodInfo s_cell = typeof(ItemView).GetMethod(nameof(ItemView.ToCell))!;
    private static readonly MethodInfo s_get = typeof(RowScope).GetMethod(nameof(RowScope.Get))!;
    private static readonly PropertyInfo s_parameterItem = typeof(Dictionary<string, object?>).GetProperty("Item")!;

    private readonly Dictionary<ParameterExpression, DynoSource> _contexts = [];
    private readonly Dictionary<DynoSource, ItemViewShape> _shapes = [];
    private Function _function = null!;

    // One delegate in the making: its scope, and the structures that it has made so far, each made once.
    private sealed class Function(RowScopeShape shape, ParameterExpression scope)
    {
        public RowScopeShape Shape => shape;

        public ParameterExpression Scope => scope;

        public Dictionary<DynoSource, int> Views { get; } = [];

        // The element that the delegate is for, where it is for elements of a stored list.
        public DynoSource? Element { get; init; }

        public ParameterExpression? ElementView { get; init; }

        public Dictionary<object, ParameterExpression> Made { get; } = [];

        public HashSet<(Expression Entity, INavigationBase Navigation)> Included { get; } = [];

        public List<ParameterExpression> Variables { get; } = [];

        public List<Expression> Statements { get; } = [];
    }

    // Func<QueryContext, RowScope, T> with the shape of the scope.
    public (Delegate Function, RowScopeShape Shape) Compile(Expression body, Type? type = null)
    {
        var shape = new RowScopeShape();
        var compiled = Compile(shape, body, type ?? body.Type);
        foreach (var each in _shapes.Values.Concat(_roots))
        {
            each.Freeze();
        }

        return (compiled, shape);
    }

    // The cells of a stored list, for rows of its elements.
    public (Delegate Function, RowScopeShape Shape) CompileCells(DynoSource element) => Compile(new CellsRead(element));

    protected override Expression VisitExtension(Expression node)
    {
        switch (node)
        {
            case PropertyRead read:
                return Read(read.Source, read.Property, read.Type);

            case PresenceRead presence:
                return Expression.Property(ViewOf(presence.Source), nameof(ItemView.IsPresent));

            case SlotRead slot:
                return Expression.Call(_function.Scope, s_get.MakeGenericMethod(slot.Type), Expression.Constant(layout.PlaceOf(slot.Slot)));

            case Optional optional:
                var inner = Visit(optional.Inner);
                return Expression.Condition(
                    Filled(optional.Presence), inner.Type == optional.Type ? inner : Expression.Convert(inner, optional.Type), Expression.Default(optional.Type));

            case NullSafe safe:
                return Guard(safe);

            case InstanceRead instance:
                return Expression.Call(
                    s_readInstance.MakeGenericMethod(instance.Type), Expression.Convert(Visit(instance.Instance), typeof(object)),
                    Expression.Constant(instance.Member, typeof(IPropertyBase)));

            case ValuesOrNone values:
                return Expression.Coalesce(
                    Expression.Convert(Visit(values.Values), values.Type), Expression.Constant(Array.CreateInstance(values.Element, 0), values.Type));

            case TypeRead type:
                return TypeOf(type);

            case QueryParameterExpression parameter:
                return Expression.Convert(
                    Expression.MakeIndex(
                        Expression.Property(QueryCompilationContext.QueryContextParameter, nameof(QueryContext.Parameters)),
                        s_parameterItem,
                        [Expression.Constant(parameter.Name)]),
                    parameter.Type);

            case StructuralTypeShaperExpression { ValueBufferExpression: DynoSource source } shaper:
                return Structure(shaper, source);

            case IncludeExpression include:
                return Include(include);

            case CollectionRead collection:
                return Collection(collection);

            case CellsRead cells:
                return Cells(cells);

            case RowsRead rows:
                return Rows(rows);

            case GroupingRead grouping:
                return Grouping(grouping);

            case ItemRead item:
                return Expression.Call(s_item, ViewOf(item.Source));

            case OrdinalRead ordinal:
                return Expression.Property(ViewOf(ordinal.Element), nameof(ItemView.Ordinal));

            case StoredRead stored:
                return Expression.Call(s_stored, ViewOf(stored.Holder), Expression.Constant(ShapeOf(stored.Holder).SlotOf(stored.Attribute)));

            case CellRead cell:
                return Expression.Call(ViewOf(cell.Source), s_cell);

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
            return ExpressionExtensions.Assign(member, Visit(node.Right));
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

        return ValueEquality.Compiled(node) is { } compared ? Visit(compared) : base.VisitBinary(node);
    }

    // What is asked for as something that can be null is null where it is not there, though it is required.
    protected override Expression VisitUnary(UnaryExpression node) =>
        node is { NodeType: ExpressionType.Convert, Operand: PropertyRead read } && node.Type == Nulls.Lift(read.Type)
            ? Read(read.Source, read.Property, node.Type)
            : base.VisitUnary(node);

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (BufferRead(node) is var (source, property) && source is not null)
        {
            return property is IComplexProperty complex ? Complex(source, complex, node.Type) : Read(source, (IProperty)property!, node.Type);
        }

        // What LINQ to objects would work out later reads this row, and then another is at hand.
        return node.Method.DeclaringType == typeof(Enumerable) && node.Type.IsGenericType && node.Type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
            && node.Arguments.Any(a => a is LambdaExpression)
            ? Expression.Call(typeof(Enumerable), nameof(Enumerable.ToList), node.Type.GetGenericArguments(), base.VisitMethodCall(node))
            : base.VisitMethodCall(node);
    }

    private Delegate Compile(RowScopeShape shape, Expression body, Type type)
    {
        var scope = Expression.Parameter(typeof(RowScope), "scope");
        return Expression.Lambda(
            typeof(Func<,,>).MakeGenericType(typeof(QueryContext), typeof(RowScope), type),
            Body(new(shape, scope), body, type), QueryCompilationContext.QueryContextParameter, scope).Compile();
    }

    // For an element of a stored list: beside the row it has a view of its own.
    private Delegate CompileElement(DynoSource element, Expression body)
    {
        var view = Expression.Parameter(typeof(ItemView), "element");
        var made = Body(new(_function.Shape, _function.Scope) { Element = element, ElementView = view }, body, body.Type, _function);
        return Expression.Lambda(
            typeof(Func<,,,>).MakeGenericType(typeof(QueryContext), typeof(RowScope), typeof(ItemView), body.Type),
            made, QueryCompilationContext.QueryContextParameter, _function.Scope, view).Compile();
    }

    private Expression Body(Function function, Expression body, Type type, Function? around = null)
    {
        var before = _function;
        _function = function;
        if (around is not null)
        {
            foreach (var (source, index) in around.Views)
            {
                function.Views.Add(source, index);
            }
        }

        var result = Visit(body);
        if (result.Type != type)
        {
            result = Expression.Convert(result, type);
        }

        if (around is not null)
        {
            foreach (var (source, index) in function.Views)
            {
                around.Views[source] = index;
            }
        }

        _function = before;
        return function.Variables.Count == 0 ? result : Expression.Block(type, function.Variables, [.. function.Statements, result]);
    }

    // Each structure is made once for a row, however often it is mentioned, and before what is included into it.
    private Expression Structure(StructuralTypeShaperExpression shaper, DynoSource source)
    {
        var key = (source, shaper.StructuralType, shaper.Type);
        if (_function.Made.TryGetValue(key, out var variable))
        {
            return variable;
        }

        variable = Expression.Variable(shaper.Type);
        var embedded = (source.Embedded is not null || shaper.StructuralType is IComplexType)
            && (source.IsElement ? source.Slot is not null && shaper.IsNullable : shaper.IsNullable || shaper.StructuralType is IEntityType);
        var made = Visit(injectMaterializers(
            embedded && shaper.StructuralType is IComplexType complex ? new(complex, source, nullable: false) : shaper));
        if (embedded)
        {
            made = Nulls.As(made, shaper.Type);
            made = Expression.Condition(Expression.Property(ViewOf(source), nameof(ItemView.IsPresent)), made, Expression.Default(made.Type));
        }

        _function.Made.Add(key, variable);
        _function.Variables.Add(variable);
        _function.Statements.Add(Expression.Assign(variable, made.Type == variable.Type ? made : Expression.Convert(made, variable.Type)));
        return variable;
    }

    private Expression Filled(Slot slot) => Expression.ReferenceNotEqual(
        Expression.ArrayIndex(Expression.Property(_function.Scope, nameof(RowScope.Row)), Expression.Constant(layout.PlaceOf(slot))), Expression.Constant(null));

    private Expression Guard(NullSafe safe)
    {
        var variables = new ParameterExpression[safe.Operands.Count];
        var body = new List<Expression>();
        Expression? missing = null;
        for (var i = 0; i < variables.Length; i++)
        {
            var operand = Visit(safe.Operands[i]);
            variables[i] = Expression.Variable(operand.Type);
            body.Add(Expression.Assign(variables[i], operand));
            if (!operand.Type.IsValueType || Nullable.GetUnderlyingType(operand.Type) is not null)
            {
                var test = Expression.Equal(variables[i], Expression.Constant(null, operand.Type));
                if (!operand.Type.IsValueType)
                {
                    test = Expression.ReferenceEqual(variables[i], Expression.Constant(null, operand.Type));
                }

                missing = missing is null ? test : Expression.OrElse(missing, test);
            }
        }

        var value = Visit(safe.Build([.. variables.Select(Nulls.Bare)]));
        if (value.Type != safe.Type)
        {
            value = Expression.Convert(value, safe.Type);
        }

        body.Add(missing is null ? value : Expression.Condition(missing, Expression.Default(safe.Type), value));
        return Expression.Block(variables, body);
    }

    private Expression TypeOf(TypeRead read)
    {
        var entityType = (IEntityType)read.Shaper.StructuralType;
        var source = (DynoSource)read.Shaper.ValueBufferExpression;
        Expression result = Expression.Constant(null, typeof(Type));
        foreach (var type in entityType.GetConcreteDerivedTypesInclusive())
        {
            result = Expression.Condition(
                Visit(Discriminators.TestExactly(source, entityType, type.ClrType, read.Shaper.IsNullable)), Expression.Constant(type.ClrType, typeof(Type)), result);
        }

        return result;
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

    // DynoMaterializerSource asks for a collection, or whether a value is there.
    private Expression Complex(DynoSource source, IComplexProperty property, Type type)
    {
        if (source.FindEmbedded(property) is not { } embedded)
        {
            return Expression.Default(type);
        }

        var member = source.Member(embedded);
        return property.IsCollection
            ? Collection(new(member, new StructuralTypeShaperExpression(property.ComplexType, member, nullable: false), property, property.ClrType))
            : Expression.Property(ViewOf(member), nameof(ItemView.IsPresent));
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
        if (source.Slot is not null)
        {
            return _function.Shape.Views[ViewIndex(source)].Shape;
        }

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

    private int ViewIndex(DynoSource source)
    {
        if (!_function.Views.TryGetValue(source, out var index))
        {
            index = _function.Shape.Views.Count;
            var shape = new ItemViewShape();
            _function.Shape.Views.Add((layout.PlaceOf(source.Slot!), shape));
            _function.Views.Add(source, index);
            _roots.Add(shape);
        }

        return index;
    }

    // The view of a source: of its slot, of the element at hand, or down from its parent's; up from an element to what holds it.
    private Expression ViewOf(DynoSource source)
    {
        if (source.Slot is not null)
        {
            return Expression.ArrayIndex(Expression.Property(_function.Scope, nameof(RowScope.Views)), Expression.Constant(ViewIndex(source)));
        }

        if (source == _function.Element)
        {
            return _function.ElementView!;
        }

        if (source.IsElement)
        {
            Expression reached = _function.ElementView!;
            for (var at = _function.Element!; at != source; at = at.Parent!)
            {
                reached = Expression.Property(reached, nameof(ItemView.Parent));
            }

            return reached;
        }

        return Expression.Call(
            ViewOf(source.Parent!), s_child, Expression.Constant(ShapeOf(source.Parent!).ChildOf(source.Embedded!.AttributeName)));
    }
}
