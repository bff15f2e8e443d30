// Puts a translated predicate into the store's language, or says that it has no words for it (null).
// Only what means the same there is translated: an order only where stored values sort as C#'s do, null as an absent attribute.

using System.Collections;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

// Done are the subqueries whose values the row around the query has. Facts: what is known of parameters.
internal sealed class FilterTranslator(Slot own, HashSet<Subquery> done, ParameterFacts facts)
{
    // Reads of rows around the query that it tests for null itself.
    private List<PropertyRead> _there = [];

    public ParameterFacts Facts => facts;

    // The translator of a select's predicates, which hold together.
    public FilterTranslator For(DynoSelect select) => new(own, done, facts)
    {
        _there = [.. select.Predicates.OfType<BinaryExpression>().Where(p => p.NodeType == ExpressionType.NotEqual && Nulls.IsNull(p.Right))
            .Select(p => StripConvert(p.Left)).OfType<PropertyRead>().Where(r => r.Source.Root != own)],
    };

    public FilterNode? Translate(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } and => Both(and, static (l, r) => new AndFilter(l, r)),
        BinaryExpression { NodeType: ExpressionType.OrElse } or => Both(or, Filters.Either),
        BinaryExpression binary when OperatorOf(binary.NodeType) is { } op => Compare(op, binary.Left, binary.Right),
        // What is null is not true, and its negation is null too: it must be there for the negation to hold.
        UnaryExpression { NodeType: ExpressionType.Not } not => Translate(not.Operand) is { } operand ? Negated(operand, not.Type != typeof(bool)) : null,
        BinaryExpression { NodeType: ExpressionType.Coalesce, Right: ConstantExpression { Value: false } } truth => Translate(truth.Left),
        NullSafe safe => Translate(safe.Inner),
        UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Type == typeof(bool) && convert.Operand.Type == typeof(bool) =>
            Translate(convert.Operand),
        PropertyRead { Type: var type } read when (type == typeof(bool) || type == typeof(bool?)) && FieldOf(read) is { } field =>
            new CompareFilter(field, FilterOperator.Equal, new ConstantTerm(true)),
        PresenceRead presence when presence.Source.Root == own && presence.Source.PathTo(null) is { } path => new ExistsFilter(new(path, null), true),
        MemberExpression { Member.Name: "HasValue", Expression: { } inner } when FieldOf(inner) is { } field => new ExistsFilter(field, true),
        ConstantExpression { Value: bool value } => new ConstantFilter(value),
        MethodCallExpression call => new MethodFilters(this).Translate(call),
        _ => null,
    };

    // A stored attribute beneath conversions that change nothing of its value.
    public FilterField? FieldOf(Expression expression)
    {
        expression = StripConvert(expression);
        if (expression is MemberExpression { Member.Name: "Value", Expression: { } inner } && Nullable.GetUnderlyingType(inner.Type) is not null)
        {
            expression = StripConvert(inner);
        }

        return expression is PropertyRead read
            && read.Source.Root == own
            && read.Source.FindProperty(read.Property) is { } map
            && read.Source.PathTo(map.AttributeName) is { } path
            ? new FilterField(path, map)
            : null;
    }

    // A call on what may be null is worked out as one.
    public FilterTerm? TermOf(Expression expression) => StripConvert(expression, isGuardKept: true) switch
    {
        ConstantExpression constant => new ConstantTerm(constant.Value),
        QueryParameterExpression parameter => facts.Nulls.Contains(parameter.Name) ? new ConstantTerm(null) : new ParameterTerm(parameter.Name),
        InstanceRead { Instance: QueryParameterExpression or ConstantExpression } instance => new ComputedTerm(instance),
        { } computed when RowReferences.IsOuter(computed, own, done) => new ComputedTerm(computed)
        {
            CanBeNull = Nulls.CanBeNull(computed) && !(computed is PropertyRead read && _there.Exists(t => t.Source == read.Source && t.Property == read.Property)),
        },
        // new DateTime(2026, 1, 20): EF leaves what is made of constants to the provider.
        NewExpression { Constructor: { } constructor, Type.IsValueType: true } made when made.Arguments.All(static a => a is ConstantExpression) =>
            new ConstantTerm(constructor.Invoke([.. made.Arguments.Select(static a => ((ConstantExpression)a).Value)])),
        DefaultExpression @default => new ConstantTerm(@default.Type.IsValueType ? Activator.CreateInstance(@default.Type) : null),
        _ => null,
    };

    public FilterNode? Compare(FilterOperator op, Expression left, Expression right)
    {
        if (new MethodFilters(this).Comparison(op, left, right) is { } comparison)
        {
            return comparison;
        }

        var leftField = FieldOf(left);
        var rightField = FieldOf(right);
        if (leftField is not null && rightField is not null)
        {
            // An absent attribute compares with nothing, where null equals null in C#.
            return leftField.Property!.IsNullable || rightField.Property!.IsNullable
                || leftField.Map!.Codec.GetType() != rightField.Map!.Codec.GetType()
                || (op is not (FilterOperator.Equal or FilterOperator.NotEqual) && !KeyText.SortsAsValue(leftField.Map))
                ? null
                : new FieldsFilter(leftField, op, rightField);
        }

        if (leftField is null && rightField is not null)
        {
            return Compare(Filters.Turn(op), right, left);
        }

        if (leftField is null || TermOf(right) is not { } term)
        {
            return null;
        }

        if (term.IsNull)
        {
            return op switch
            {
                FilterOperator.Equal => new ExistsFilter(leftField, false),
                FilterOperator.NotEqual => new ExistsFilter(leftField, true),
                _ => new ConstantFilter(false),
            };
        }

        return op is FilterOperator.Equal or FilterOperator.NotEqual || KeyText.SortsAsValue(leftField.Map!)
            ? new CompareFilter(leftField, op, term)
            : null;
    }

    public FilterNode? In(Expression item, Expression list)
    {
        if (FieldOf(item) is not { } field)
        {
            return null;
        }

        return list switch
        {
            _ when EntityLists.IsKeys(list) => new InFilter(field, new ComputedTerm(list)),
            QueryParameterExpression parameter => new InFilter(field, new ParameterTerm(parameter.Name)) { HasNull = facts.Nulls.Contains(parameter.Name) },
            ConstantExpression { Value: IEnumerable values and not string } => new InFilter(field, new ConstantTerm(values)),
            NewArrayExpression { NodeType: ExpressionType.NewArrayInit } array when array.Expressions.All(e => TermOf(e) is ConstantTerm) =>
                new InFilter(field, new ConstantTerm(array.Expressions.Select(e => ((ConstantTerm)TermOf(e)!).Value).ToList())),
            _ => null,
        };
    }

    private static FilterNode Negated(FilterNode operand, bool canBeNull)
    {
        FilterNode node = new NotFilter(operand);
        if (canBeNull)
        {
            foreach (var field in FilterFields.Of(operand))
            {
                node = new AndFilter(node, new ExistsFilter(field, true));
            }
        }

        return node;
    }

    private FilterNode? Both(BinaryExpression binary, Func<FilterNode, FilterNode, FilterNode> combine) =>
        binary.Type == typeof(bool) && Translate(binary.Left) is { } left && Translate(binary.Right) is { } right ? combine(left, right) : null;

    private static FilterOperator? OperatorOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => FilterOperator.Equal,
        ExpressionType.NotEqual => FilterOperator.NotEqual,
        ExpressionType.LessThan => FilterOperator.Less,
        ExpressionType.LessThanOrEqual => FilterOperator.LessOrEqual,
        ExpressionType.GreaterThan => FilterOperator.Greater,
        ExpressionType.GreaterThanOrEqual => FilterOperator.GreaterOrEqual,
        _ => null,
    };

    private static Expression StripConvert(Expression expression, bool isGuardKept = false)
    {
        while (true)
        {
            if (expression is NullSafe safe && !isGuardKept)
            {
                expression = safe.Inner;
                continue;
            }

            if (!(expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Method: null } convert
            && Keeps(Bare(convert.Operand.Type), Bare(convert.Type))))
            {
                return expression;
            }

            expression = convert.Operand;
        }
    }

    private static Type Bare(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? Enum.GetUnderlyingType(type) : type;
    }

    // Widening an integer keeps the number, and numbers of the store have no width. To and from object only the static type changes.
    private static bool Keeps(Type from, Type to) =>
        from == to || to == typeof(object) || from == typeof(object)
        || (IsInteger(from) && (IsInteger(to) || to == typeof(decimal)) && Width(to) >= Width(from));

    private static bool IsInteger(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64;

    private static int Width(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.SByte or TypeCode.Byte => 1,
        TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 => 4,
        TypeCode.Int64 or TypeCode.UInt64 => 8,
        _ => 16,
    };
}
