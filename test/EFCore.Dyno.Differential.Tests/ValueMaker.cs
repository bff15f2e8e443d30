// Makes up values and conditions of a row: what is read along its navigations, what the program brings (null among it), and what is made of both.

using System.Linq.Expressions;
using System.Reflection;

namespace EFCore.Dyno.Differential.Tests;

public sealed class ValueMaker(Random random, DbContext context)
{
    public static readonly Type[] Kinds = [typeof(string), typeof(int?), typeof(decimal?), typeof(DateTime?), typeof(State?), typeof(double?), typeof(DateOnly?), typeof(TimeSpan?), typeof(Guid?)];

    private static readonly Type[] s_rows = [typeof(Person), typeof(Worker), typeof(Order), typeof(Coupon), typeof(Place), typeof(Contact), typeof(Build), typeof(Shoe)];
    private static readonly Type[] s_entities = [typeof(Person), typeof(Order), typeof(Coupon)];

    private int _names;

    // Providers do not agree on the negation of a call on null: where one may come, it is asked whether there is something to be called.
    private bool _isCertain;

    public bool Chance(int percent) => random.Next(100) < percent;

    public T OneOf<T>(params T[] values) => values[random.Next(values.Length)];

    public static bool IsEntity(Type type) => s_entities.Contains(type);

    public static bool IsKind(Type type) => Kinds.Contains(Lifted(type));

    public LambdaExpression Lambda(Type row, Func<ParameterExpression, Expression> body)
    {
        var parameter = Expression.Parameter(row, $"{char.ToLowerInvariant(row.Name[0])}{_names++}");
        return Expression.Lambda(body(parameter), parameter);
    }

    // A value of the row, of some kind that it has.
    public Expression Value(Expression row, int depth = 2) => Value(row, OneOf([.. Leaves(row, 2).Select(l => l.Type).Distinct()]), depth);

    public Expression Value(Expression row, Type kind, int depth = 2)
    {
        var leaves = Leaves(row, 2).Where(l => l.Type == kind).ToArray();
        if (kind == typeof(decimal?) && Chance(20) && Reachable(row, 1).Where(r => r.Type == typeof(Person)).ToArray() is { Length: > 0 } people)
        {
            leaves = [Expression.Property(Expression.TypeAs(OneOf(people), typeof(Worker)), nameof(Worker.Wage))];
        }

        var value = leaves.Length == 0 ? Given(kind) : OneOf(leaves);
        if (depth == 0 || Chance(65))
        {
            return value;
        }

        switch (random.Next(4))
        {
            case 0:
                return Chance(50) ? Expression.Coalesce(value, Constant(kind, allowNull: false)) : OfRows(row, kind, depth) ?? value;
            case 1:
                return Expression.Condition(Condition(row, depth - 1), value, Value(row, kind, depth - 1));
            case 2 when IsNumber(kind):
                return Expression.MakeBinary(OneOf(ExpressionType.Add, ExpressionType.Subtract, ExpressionType.Multiply), value, Value(row, kind, depth - 1));
            case 2 when kind == typeof(string):
                return random.Next(3) switch
                {
                    0 => Expression.Call(value, OneOf("ToUpper", "ToLower", "Trim"), null),
                    1 => Expression.Call(value, "Replace", null, Expression.Constant("a"), Expression.Constant("o")),
                    _ => Expression.Add(value, Expression.Constant("n"), typeof(string).GetMethod(nameof(string.Concat), [typeof(string), typeof(string)])),
                };
            case 3 when kind == typeof(int?):
                return Number(row, depth);
            default:
                return value;
        }
    }

    // true or false, and not null.
    public Expression Condition(Expression row, int depth)
    {
        if (depth > 0 && Chance(45))
        {
            return random.Next(5) switch
            {
                0 => Expression.Not(Certain(() => Condition(row, depth - 1))),
                1 or 2 => Expression.OrElse(Condition(row, depth - 1), Condition(row, depth - 1)),
                _ => Expression.AndAlso(Condition(row, depth - 1), Condition(row, depth - 1)),
            };
        }

        if (Chance(35) && (Keyed(row) is { } keyed))
        {
            return keyed;
        }

        switch (random.Next(depth > 0 ? 12 : 7))
        {
            case 0 or 1 or 2:
                return Equality(row, depth);
            case 3:
                var kind = OneOf(typeof(int?), typeof(decimal?), typeof(DateTime?), typeof(double?), typeof(DateOnly?), typeof(TimeSpan?), typeof(Guid?));
                return Expression.MakeBinary(
                    OneOf(ExpressionType.LessThan, ExpressionType.LessThanOrEqual, ExpressionType.GreaterThan, ExpressionType.GreaterThanOrEqual),
                    Value(row, kind, depth), Given(kind));
            case 4:
                var listed = Value(row, depth);
                return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [listed.Type], List(listed.Type), listed);
            case 5:
                var text = Value(row, typeof(string), depth);
                var call = Expression.Call(text, OneOf("StartsWith", "EndsWith", "Contains"), null, Expression.Constant(OneOf("a", "an", "o", "")));
                return _isCertain ? Expression.AndAlso(Expression.NotEqual(text, Expression.Constant(null, typeof(string))), call) : call;
            case 6:
                var tested = Value(row, depth);
                return Expression.MakeBinary(OneOf(ExpressionType.Equal, ExpressionType.NotEqual), tested, Expression.Constant(null, tested.Type));
            case 7:
                return Flag(row) ?? Equality(row, depth);
            case 8:
                return SameEntity(row) ?? Equality(row, depth);
            case 9 or 10:
                return OfList(row, depth) ?? Equality(row, depth);
            default:
                return Elsewhere(row, depth);
        }
    }

    public Expression Certain(Func<Expression> condition)
    {
        var before = _isCertain;
        _isCertain = true;
        var made = condition();
        _isCertain = before;
        return made;
    }

    // What the program brings: in the query itself, or in a variable.
    public Expression Given(Type kind, string? property = null)
    {
        var constant = Constant(kind, allowNull: true, property);
        return constant.Value is null || Chance(60) ? Variable(constant.Value, kind) : constant;
    }

    // The same query, run again: what it captured is other values.
    public Expression WithOthers(Expression query) => new Others(this).Visit(query);

    public IEnumerable<Expression> Lists(Expression row) => Reachable(row, 1).SelectMany(r => r.Type.GetProperties().Where(p => ElementOf(p.PropertyType) is not null)
        .Select(p => (Expression)Expression.Property(r, p)));

    public static Type? ElementOf(Type type) => type != typeof(string) && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;

    public static Type Lifted(Type type) => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;

    public static Expression Lift(Expression value) => Lifted(value.Type) == value.Type ? value : Expression.Convert(value, Lifted(value.Type));

    // The values that stand in a row and in the rows that it leads to, each in a type that can be null.
    public static IEnumerable<Expression> Leaves(Expression row, int depth) => IsKind(row.Type) ? [Lift(row)]
        : Reachable(row, depth).SelectMany(r => r.Type.GetProperties().Where(p => IsKind(p.PropertyType)).Select(p => Lift(Expression.Property(r, p))));

    // The kinds of number that such rows have or lead to.
    public static Type[] NumbersOf(Type row) => [.. Leaves(Expression.Parameter(row), 1).Select(l => l.Type).Where(IsNumber).Distinct()];

    // The row, and the entities that it leads to.
    public static IEnumerable<Expression> Entities(Expression row) => Reachable(row, 1).Where(r => IsEntity(r.Type));

    // What stands within the items that it leads to.
    public Expression[] Parts(Expression row) => [.. Reachable(row, 2).Where(r => r.Type == typeof(Build) || r.Type == typeof(Shoe))];

    private static IEnumerable<Expression> Reachable(Expression row, int depth)
    {
        if (s_rows.Contains(row.Type) || typeof(IPair).IsAssignableFrom(row.Type))
        {
            yield return row;
            foreach (var property in row.Type.GetProperties())
            {
                var isPair = typeof(IPair).IsAssignableFrom(row.Type);
                if ((isPair || depth > 0) && (s_rows.Contains(property.PropertyType) || typeof(IPair).IsAssignableFrom(property.PropertyType)))
                {
                    foreach (var inner in Reachable(Expression.Property(row, property), isPair ? depth : depth - 1))
                    {
                        yield return inner;
                    }
                }
            }
        }
    }

    // What keys and indexes are asked by: a property of the row's own, or of one it leads to, and another beside it.
    private Expression? Keyed(Expression row)
    {
        var rows = Reachable(row, 1).Where(r => IsEntity(r.Type)).ToArray();
        if (rows.Length == 0)
        {
            return null;
        }

        var entity = OneOf(rows);
        string[][] keys = entity.Type == typeof(Person) ? [["Id"], ["City", "Rank"], ["BossId"], ["City"]]
            : entity.Type == typeof(Order) ? [["PersonId", "Number"], ["PersonId"], ["PersonId", "Total"], ["State", "At"], ["Code"], ["Note", "Paid"], ["Note"], ["Due", "Wait"], ["Due"]]
            : [["Code"], ["Town", "Until"], ["Town"], ["Day", "Mark"], ["Day"], ["Mark"], ["Mark", "Day"]];
        var names = OneOf(keys);
        var first = Property(names[0]);
        Expression condition = random.Next(6) switch
        {
            0 => Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [first.Type], List(first.Type, names[0]), first),
            1 => Expression.OrElse(Same(names[0]), Same(names[0])),
            _ => Same(names[0]),
        };
        if (names.Length == 1 || Chance(25))
        {
            return condition;
        }

        return Expression.AndAlso(condition, random.Next(4) switch
        {
            0 => Same(names[1]),
            1 => Expression.AndAlso(Range(ExpressionType.GreaterThanOrEqual, ExpressionType.GreaterThan), Range(ExpressionType.LessThanOrEqual, ExpressionType.LessThan)),
            2 => Expression.NotEqual(Property(names[1]), Expression.Constant(null, Property(names[1]).Type)),
            _ => Range(ExpressionType.GreaterThanOrEqual, ExpressionType.GreaterThan, ExpressionType.LessThanOrEqual, ExpressionType.LessThan),
        });

        Expression Property(string name) => Lift(Expression.Property(entity, name));

        BinaryExpression Same(string name) => Expression.Equal(Property(name), Given(Property(name).Type, name));

        BinaryExpression Range(params ExpressionType[] operators) => Expression.MakeBinary(OneOf(operators), Property(names[1]), Given(Property(names[1]).Type, names[1]));
    }

    private BinaryExpression Equality(Expression row, int depth)
    {
        var left = Value(row, depth);
        var right = Chance(75) ? Given(left.Type, (left as MemberExpression)?.Member.Name) : Value(row, left.Type, depth);
        return Expression.MakeBinary(Chance(80) ? ExpressionType.Equal : ExpressionType.NotEqual, left, right);
    }

    private static bool IsNumber(Type kind) => kind == typeof(int?) || kind == typeof(decimal?) || kind == typeof(double?);

    private Expression? Flag(Expression row)
    {
        var people = Reachable(row, 1).Where(r => r.Type == typeof(Person)).ToArray();
        return people.Length == 0 ? null
            : OneOf(people) is var person && Chance(50) ? Expression.TypeIs(person, typeof(Worker))
            : Expression.Equal(Lift(Expression.Property(person, nameof(Person.IsActive))), Variable(OneOf<bool?>(true, false, null), typeof(bool?)));
    }

    // An entity of the row compared with one of the program's, with another of the row, or with none.
    private Expression? SameEntity(Expression row)
    {
        var entities = Reachable(row, 2).Where(r => IsEntity(r.Type) && r is MemberExpression).ToArray();
        if (entities.Length == 0)
        {
            return null;
        }

        var left = OneOf(entities);
        var given = Entity(left.Type);
        var others = entities.Where(e => e.Type == left.Type && e != left).ToArray();
        var right = random.Next(4) switch
        {
            0 => Expression.Constant(null, left.Type),
            1 when others.Length > 0 => OneOf(others),
            2 => Variable(null, left.Type),
            _ => Variable(given, left.Type),
        };
        return Expression.MakeBinary(OneOf(ExpressionType.Equal, ExpressionType.NotEqual), left, right);
    }

    private object Entity(Type type) => type == typeof(Person) ? new Person { Id = $"p{random.Next(13)}" }
        : type == typeof(Coupon) ? new Coupon { Code = $"c{random.Next(6)}" }
        : new Order { PersonId = $"p{random.Next(12)}", Number = 1 + random.Next(3) };

    private Expression? OfList(Expression row, int depth)
    {
        var lists = Lists(row).ToArray();
        if (lists.Length == 0)
        {
            return null;
        }

        var list = OneOf(lists);
        var element = ElementOf(list.Type)!;
        return random.Next(3) switch
        {
            0 => Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [element], list),
            1 => Expression.Call(typeof(Enumerable), OneOf(nameof(Enumerable.Any), nameof(Enumerable.All)), [element], list, Lambda(element, e => Certain(() => Condition(e, depth - 1)))),
            _ => Expression.MakeBinary(OneOf(ExpressionType.Equal, ExpressionType.GreaterThan), Lift(Count(list, element, depth)), Expression.Constant(random.Next(3), typeof(int?))),
        };
    }

    public MethodCallExpression Count(Expression list, Type element, int depth) => depth == 0 || Chance(50)
        ? Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [element], list)
        : Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [element], list, Lambda(element, e => Condition(e, depth - 1)));

    private Expression Number(Expression row, int depth)
    {
        var lists = Lists(row).ToArray();
        return lists.Length > 0 && OneOf(lists) is var list && Chance(70) ? Lift(Count(list, ElementOf(list.Type)!, depth))
            : Chance(50) ? Lift(Expression.Property(Value(row, typeof(string), depth - 1), nameof(string.Length)))
            : Lift(Expression.Property(Expression.Property(Value(row, OneOf(typeof(DateTime?), typeof(DateOnly?)), depth - 1), "Value"), OneOf("Month", "Day", "Year")));
    }

    // A value of one of the rows that the row leads to, or of another table's that have something in common with it: the first in an order, an extreme, a sum.
    private MethodCallExpression? OfRows(Expression row, Type kind, int depth)
    {
        Expression rows;
        Type element;
        if (Lists(row).Where(l => IsEntity(ElementOf(l.Type)!)).ToArray() is { Length: > 0 } lists && Chance(70))
        {
            rows = OneOf(lists);
            element = ElementOf(rows.Type)!;
        }
        else
        {
            rows = Set(OneOf(s_entities));
            element = rows.Type.GetGenericArguments()[0];
            var mine = Value(row, 0);
            rows = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [element], rows, Expression.Quote(Lambda(element, e => Expression.Equal(Value(e, mine.Type, 0), mine))));
        }

        if (!Leaves(Expression.Parameter(element), 1).Any(l => l.Type == kind))
        {
            return null;
        }

        var type = typeof(IQueryable).IsAssignableFrom(rows.Type) ? typeof(Queryable) : typeof(Enumerable);
        if (Chance(40))
        {
            rows = Expression.Call(type, nameof(Enumerable.Where), [element], rows, Quoted(Lambda(element, e => Condition(e, depth - 1))));
        }

        if (kind != typeof(State?) && Chance(50))
        {
            var name = OneOf(nameof(Enumerable.Max), nameof(Enumerable.Min), IsNumber(kind) ? nameof(Enumerable.Sum) : nameof(Enumerable.Max));
            var value = Lambda(element, e => Value(e, kind, 0));
            return !IsNumber(kind) || (type == typeof(Queryable) && name != nameof(Enumerable.Sum))
                ? Expression.Call(type, name, [element, kind], rows, Quoted(value))
                : Expression.Call(type, name, [element], rows, Quoted(value));
        }

        foreach (var key in Keys(element))
        {
            var by = Lambda(element, e => Expression.Property(e, key));
            rows = Expression.Call(type, key == Keys(element)[0] ? OneOf("OrderBy", "OrderByDescending") : OneOf("ThenBy", "ThenByDescending"), [element, by.Body.Type], rows, Quoted(by));
        }

        var select = Lambda(element, e => Value(e, kind, 0));
        return Expression.Call(
            type, OneOf(nameof(Enumerable.FirstOrDefault), nameof(Enumerable.LastOrDefault)), [kind],
            Expression.Call(type, nameof(Enumerable.Select), [element, kind], rows, Quoted(select)));

        Expression Quoted(LambdaExpression lambda) => type == typeof(Queryable) ? Expression.Quote(lambda) : lambda;
    }

    public static string[] Keys(Type entity) => typeof(Person).IsAssignableFrom(entity) ? [nameof(Person.Id)] : entity == typeof(Order) ? [nameof(Order.PersonId), nameof(Order.Number)]
        : entity == typeof(Coupon) ? [nameof(Coupon.Code)] : [];

    // Rows of another query that are compared with this one.
    private MethodCallExpression Elsewhere(Expression row, int depth)
    {
        var mine = Value(row, 0);
        var set = Set(OneOf(s_entities));
        var element = set.Type.GetGenericArguments()[0];
        if (Chance(30))
        {
            var values = Lambda(element, e => Value(e, mine.Type, 0));
            return Expression.Call(
                typeof(Queryable), nameof(Queryable.Contains), [mine.Type],
                Expression.Call(typeof(Queryable), nameof(Queryable.Select), [element, mine.Type], set, Expression.Quote(values)), mine);
        }

        return Expression.Call(typeof(Queryable), nameof(Queryable.Any), [element], set, Expression.Quote(Lambda(element, e =>
        {
            var same = Expression.Equal(Value(e, mine.Type, 0), mine);
            return Chance(50) ? same : Expression.AndAlso(same, Condition(e, depth - 1));
        })));
    }

    public Expression Set(Type entity) => ((IQueryable)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity).Invoke(context, null)!).Expression;

    private ConstantExpression Constant(Type kind, bool allowNull, string? property = null) => Expression.Constant(allowNull && Chance(15) ? null : Domain(kind, property), kind);

    private object Domain(Type kind, string? property) => property switch
    {
        "Id" or "PersonId" or "BossId" => $"p{random.Next(13)}",
        "Code" => $"c{random.Next(7)}",
        "City" or "Town" => OneOf(Values.Cities),
        _ => Domain(kind),
    };

    private object Domain(Type kind) => kind == typeof(string) ? OneOf([.. Values.Names, .. Values.Cities, "p1", "p2", "p3", "c1", "c2"])
        : kind == typeof(int?) ? random.Next(4)
        : kind == typeof(decimal?) ? random.Next(6) * 0.5m
        : kind == typeof(double?) ? random.Next(6) * 0.5
        : kind == typeof(State?) ? (State)random.Next(3)
        : kind == typeof(DateOnly?) ? Values.Date(random)
        : kind == typeof(TimeSpan?) ? Values.Wait(random)
        : kind == typeof(Guid?) ? Values.Mark(random)
        : Values.Day(random);

    private MemberExpression List(Type kind, string? property = null)
    {
        var list = Elements(kind, property);
        return Variable(list, list.GetType());
    }

    private System.Collections.IList Elements(Type kind, string? property)
    {
        var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(kind))!;
        for (var n = random.Next(4); n > 0; n--)
        {
            list.Add(Constant(kind, allowNull: true, property).Value);
        }

        return list;
    }

    // As a compiler captures it.
    private static MemberExpression Variable(object? value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type))!;
        var field = box.GetType().GetField(nameof(Box<int>.Value), BindingFlags.Public | BindingFlags.Instance)!;
        field.SetValue(box, value);
        return Expression.Field(Expression.Constant(box), field);
    }

    private object? Other(Type type) => type switch
    {
        _ when ElementOf(type) is { } kind => Elements(kind, property: null),
        _ when IsEntity(type) => Chance(20) ? null : Entity(type),
        _ when type == typeof(bool?) => OneOf<bool?>(true, false, null),
        _ => Constant(type, allowNull: true).Value,
    };

    private sealed class Box<T>
    {
        public T Value = default!;
    }

    // One variable is the same in all its places: what is tested for null is what is called then.
    private sealed class Others(ValueMaker values) : ExpressionVisitor
    {
        private readonly Dictionary<object, Expression> _others = new(ReferenceEqualityComparer.Instance);

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is not ConstantExpression { Value: { } box, Type: { IsGenericType: true } type } || type.GetGenericTypeDefinition() != typeof(Box<>))
            {
                return base.VisitMember(node);
            }

            if (!_others.TryGetValue(box, out var other))
            {
                _others.Add(box, other = Variable(values.Other(node.Type), node.Type));
            }

            return other;
        }
    }
}
