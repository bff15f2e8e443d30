// Makes up a query, operator by operator, from a seed: the same one for each context that it is given.

using System.Linq.Expressions;

namespace EFCore.Dyno.Differential.Tests;

public sealed class QueryMaker
{
    private readonly ValueMaker _values;
    private readonly Random _random;
    private readonly DbContext _context;
    private Expression _query;

    private QueryMaker(int seed, DbContext context)
    {
        _random = new(seed);
        _context = context;
        _values = new(_random, context);
        _query = _values.Set(_values.OneOf(typeof(Person), typeof(Order), typeof(Order), typeof(Coupon)));
    }

    // Whether the rows have one order.
    public bool IsOrdered { get; private set; }

    // again: how often the query was made before, each time with other values captured.
    public static (Expression Query, bool IsOrdered) Make(int seed, DbContext context, int again = 0)
    {
        var maker = new QueryMaker(seed, context);
        maker.Grow();
        return (again == 0 ? maker._query : new ValueMaker(new(seed + again), context).WithOthers(maker._query), maker.IsOrdered);
    }

    private Type Row => _query.Type.GetInterfaces().Append(_query.Type).First(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IQueryable<>)).GetGenericArguments()[0];

    private void Grow()
    {
        if (_values.Chance(80))
        {
            Where();
        }

        for (var steps = _random.Next(3); steps > 0; steps--)
        {
            Step();
        }

        End();
    }

    private void Step()
    {
        switch (_random.Next(15))
        {
            case 0 or 1 or 2:
                Where();
                break;
            case 3:
                Call(nameof(Queryable.Select), x => Shape(x));
                break;
            case 4 when Lists() is { Length: > 0 } lists:
                var list = _values.OneOf(lists);
                var element = ValueMaker.ElementOf(list.Body.Type)!;
                var body = ValueMaker.IsEntity(element) && _values.Chance(30) ? Expression.Call(typeof(Enumerable), nameof(Enumerable.DefaultIfEmpty), [element], list.Body) : list.Body;
                var each = Expression.Quote(Expression.Lambda(typeof(Func<,>).MakeGenericType(Row, typeof(IEnumerable<>).MakeGenericType(element)), body, list.Parameters));
                if (_values.Chance(50) && ValueMaker.IsEntity(element))
                {
                    var (x, y) = (Expression.Parameter(Row, "x"), Expression.Parameter(element, "y"));
                    var both = Expression.Lambda(Pair(x, y), x, y);
                    _query = Expression.Call(typeof(Queryable), nameof(Queryable.SelectMany), [Row, element, both.Body.Type], _query, each, Expression.Quote(both));
                }
                else
                {
                    _query = Expression.Call(typeof(Queryable), nameof(Queryable.SelectMany), [Row, element], _query, each);
                }

                IsOrdered = false;
                break;
            case 5:
                Group();
                break;
            case 6:
                Join();
                break;
            case 7 when !HasLists(Row) && !HasPeople(Row):
                Combine();
                break;
            case 8 when !HasLists(Row) && !HasPeople(Row):
                _query = Expression.Call(typeof(Queryable), nameof(Queryable.Distinct), [Row], _query);
                IsOrdered = false;
                break;
            case 9 when ValueMaker.IsEntity(Row):
                Call(nameof(Queryable.Select), x => _values.OneOf([.. ValueMaker.Leaves(x, 1)]));
                break;
            case 10:
                Page();
                break;
            case 11 when Row == typeof(Person):
                _query = Expression.Call(typeof(Queryable), nameof(Queryable.OfType), [typeof(Worker)], _query);
                break;
            case 12 when ValueMaker.IsEntity(Row):
                Call(nameof(Queryable.Select), x => _values.OneOf([.. ValueMaker.Entities(x)]));
                break;
            case 13:
                Flatten();
                break;
            default:
                Where();
                break;
        }
    }

    private void End()
    {
        switch (_random.Next(9))
        {
            case 0:
                _query = Expression.Call(typeof(Queryable), _values.OneOf(nameof(Queryable.Count), nameof(Queryable.Any)), [Row], _query);
                break;
            case 1:
                Call(_values.OneOf(nameof(Queryable.Count), nameof(Queryable.Any), nameof(Queryable.All)), x => _values.Certain(() => _values.Condition(x, 1)));
                break;
            case 2:
                Extreme();
                break;
            case 3 when Sort():
                _query = Expression.Call(typeof(Queryable), _values.OneOf(nameof(Queryable.FirstOrDefault), nameof(Queryable.LastOrDefault)), [Row], _query);
                break;
            case 4:
                Page();
                break;
            case 5:
                Call(nameof(Queryable.Select), x => Shape(x));
                break;
            case 6 or 7:
                Include();
                break;
        }
    }

    private void Where() => Call(nameof(Queryable.Where), x => _values.Condition(x, 2));

    private void Call(string method, Func<ParameterExpression, Expression> body)
    {
        var lambda = _values.Lambda(Row, body);
        Type[] types = method == nameof(Queryable.Select) ? [Row, lambda.Body.Type] : [Row];
        _query = Expression.Call(typeof(Queryable), method, types, _query, Expression.Quote(lambda));
        IsOrdered = IsOrdered && method == nameof(Queryable.Where);
    }

    // Something of the row: a value, two, a row and a value, a list of the rows that it leads to.
    private Expression Shape(Expression row)
    {
        switch (_random.Next(8))
        {
            case 0:
                return _values.Value(row);
            case 7 when _values.Parts(row) is { Length: > 0 } parts:
                return Pair(_values.Value(row, 0), _values.OneOf(parts));
            case 5:
                return Duo(_values.Value(row), _values.Value(row, 0));
            case 6 when _values.Lists(row).FirstOrDefault(l => l.Type == typeof(List<string>)) is { } texts:
                return Pair(_values.Value(row, 0), Expression.Call(
                    typeof(Enumerable), nameof(Enumerable.ElementAtOrDefault), [typeof(string)], texts, Expression.Constant(_random.Next(2))));
            case 1 when !ValueMaker.IsKind(row.Type):
                return Pair(row, _values.Value(row));
            case 2 when _values.Lists(row).ToArray() is { Length: > 0 } lists:
                var list = _values.OneOf(lists);
                var element = ValueMaker.ElementOf(list.Type)!;
                var some = _values.Chance(50) ? list
                    : Expression.Call(typeof(Enumerable), nameof(Enumerable.Where), [element], list, _values.Lambda(element, e => _values.Condition(e, 1)));
                if (ValueMaker.IsEntity(element) && _values.Chance(40))
                {
                    return Pair(_values.Value(row, 0), Expression.Call(typeof(Enumerable), nameof(Enumerable.ToList), [element], FirstRows(some, element)));
                }

                var selector = _values.Lambda(element, e => _values.Value(e, 1));
                var selected = Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), [element, selector.Body.Type], some, selector);
                return Pair(_values.Value(row, 0), Expression.Call(typeof(Enumerable), nameof(Enumerable.ToList), [selector.Body.Type], selected));
            case 3 when _values.Lists(row).ToArray() is { Length: > 0 } lists:
                return Pair(_values.Value(row, 0), Aggregate(_values.OneOf(lists)));
            default:
                return Pair(_values.Value(row), _values.Value(row));
        }
    }

    // All of them, or those that an order begins with.
    private Expression FirstRows(Expression list, Type element)
    {
        if (_values.Chance(50))
        {
            return list;
        }

        foreach (var key in ValueMaker.Keys(element))
        {
            var by = _values.Lambda(element, e => Expression.Property(e, key));
            list = Expression.Call(typeof(Enumerable), key == ValueMaker.Keys(element)[0] ? _values.OneOf("OrderBy", "OrderByDescending") : "ThenBy", [element, by.Body.Type], list, by);
        }

        return Expression.Call(typeof(Enumerable), _values.OneOf(nameof(Enumerable.Take), nameof(Enumerable.Skip)), [element], list, Expression.Constant(1 + _random.Next(2)));
    }

    private Expression Aggregate(Expression list)
    {
        var element = ValueMaker.ElementOf(list.Type)!;
        var kinds = ValueMaker.NumbersOf(element);
        if (kinds.Length == 0)
        {
            return ValueMaker.Lift(Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [element], list));
        }

        var kind = _values.OneOf(kinds);
        return Expression.Call(
            typeof(Enumerable), _values.OneOf(nameof(Enumerable.Sum), nameof(Enumerable.Max), nameof(Enumerable.Min), nameof(Enumerable.Average)), [element], list,
            _values.Lambda(element, e => _values.Value(e, kind, 0)));
    }

    private static MemberInitExpression Pair(Expression first, Expression second)
    {
        var type = typeof(Pair<,>).MakeGenericType(first.Type, second.Type);
        return Expression.MemberInit(
            Expression.New(type), Expression.Bind(type.GetProperty("First")!, first), Expression.Bind(type.GetProperty("Second")!, second));
    }

    private static NewExpression Duo(Expression first, Expression second)
    {
        var type = typeof(Duo<,>).MakeGenericType(first.Type, second.Type);
        return Expression.New(type.GetConstructor([first.Type, second.Type])!, [first, second], type.GetProperty("First")!, type.GetProperty("Second")!);
    }

    private LambdaExpression[] Lists()
    {
        var row = Expression.Parameter(Row, "x");
        return [.. _values.Lists(row).Select(l => Expression.Lambda(l, row))];
    }

    private void Group()
    {
        var key = _values.Lambda(Row, x => _values.Chance(30) ? Duo(_values.Value(x, 0), _values.Value(x, 0)) : _values.Value(x, 1));
        var groups = Expression.Call(typeof(Queryable), nameof(Queryable.GroupBy), [Row, key.Body.Type], _query, Expression.Quote(key));
        var grouping = typeof(IGrouping<,>).MakeGenericType(key.Body.Type, Row);
        var result = _values.Lambda(grouping, g =>
        {
            var kinds = ValueMaker.NumbersOf(Row);
            Expression aggregate = ValueMaker.Keys(Row).Length > 0 && !CanRepeat(_query) && _values.Chance(25) ? FirstOf(g)
                : kinds.Length == 0 || _values.Chance(30)
                ? ValueMaker.Lift(_values.Count(g, Row, 2))
                : Expression.Call(
                    typeof(Enumerable), _values.OneOf(nameof(Enumerable.Sum), nameof(Enumerable.Max), nameof(Enumerable.Min), nameof(Enumerable.Average)), [Row], g,
                    _values.Lambda(Row, x => _values.Value(x, _values.OneOf(kinds), 0)));
            return Pair(Expression.Property(g, "Key"), aggregate);
        });
        _query = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [grouping, result.Body.Type], groups, Expression.Quote(result));
        IsOrdered = false;
    }

    // Some value of a group's first row, or its first rows.
    private Expression FirstOf(Expression group)
    {
        Expression rows = group;
        foreach (var key in ValueMaker.Keys(Row))
        {
            var by = _values.Lambda(Row, x => Expression.Property(x, key));
            rows = Expression.Call(typeof(Enumerable), key == ValueMaker.Keys(Row)[0] ? "OrderBy" : "ThenBy", [Row, by.Body.Type], rows, by);
        }

        if (_values.Chance(50))
        {
            rows = Expression.Call(typeof(Enumerable), nameof(Enumerable.Take), [Row], rows, Expression.Constant(2));
            return Expression.Call(typeof(Enumerable), nameof(Enumerable.ToList), [Row], rows);
        }

        var selector = _values.Lambda(Row, x => _values.Value(x, 0));
        return Expression.Call(
            typeof(Enumerable), nameof(Enumerable.FirstOrDefault), [selector.Body.Type],
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Select), [Row, selector.Body.Type], rows, selector));
    }

    private void Join()
    {
        var inner = _values.Set(_values.OneOf(typeof(Person), typeof(Order), typeof(Coupon)));
        var other = inner.Type.GetGenericArguments()[0];
        if (_values.Chance(40))
        {
            inner = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [other], inner, Expression.Quote(_values.Lambda(other, y => _values.Condition(y, 1))));
        }

        var kinds = ValueMaker.Leaves(Expression.Parameter(Row), 1).Select(l => l.Type).Intersect(ValueMaker.Leaves(Expression.Parameter(other), 1).Select(l => l.Type)).ToArray();
        if (kinds.Length == 0)
        {
            return;
        }

        var kind = _values.OneOf(kinds);
        var outerKey = _values.Lambda(Row, x => _values.Value(x, kind, 0));
        var innerKey = _values.Lambda(other, y => _values.Value(y, kind, 0));
        if (_values.Chance(25))
        {
            var (one, many) = (Expression.Parameter(Row, "x"), Expression.Parameter(typeof(IEnumerable<>).MakeGenericType(other), "ys"));
            var found = ValueMaker.Lift(_values.Count(many, other, 1));
            var grouped = Expression.Lambda(Pair(ValueMaker.IsKind(Row) ? one : _values.Value(one, 0), found), one, many);
            _query = Expression.Call(
                typeof(Queryable), nameof(Queryable.GroupJoin), [Row, other, kind, grouped.Body.Type], _query, inner,
                Expression.Quote(outerKey), Expression.Quote(innerKey), Expression.Quote(grouped));
            IsOrdered = false;
            return;
        }

        var (left, right) = (Expression.Parameter(Row, "x"), Expression.Parameter(other, "y"));
        var result = Expression.Lambda(Pair(left, right), left, right);
        _query = Expression.Call(
            typeof(Queryable), _values.Chance(60) ? nameof(Queryable.Join) : nameof(Queryable.LeftJoin), [Row, other, kind, result.Body.Type], _query, inner,
            Expression.Quote(outerKey), Expression.Quote(innerKey), Expression.Quote(result));
        IsOrdered = false;
    }

    // With the rows of another table that have something in common with each, or with none.
    private void Flatten()
    {
        var set = _values.Set(_values.OneOf(typeof(Person), typeof(Order), typeof(Coupon)));
        var element = set.Type.GetGenericArguments()[0];
        var outer = Expression.Parameter(Row, "x");
        var kinds = ValueMaker.Leaves(outer, 1).Select(l => l.Type).Intersect(ValueMaker.Leaves(Expression.Parameter(element), 1).Select(l => l.Type)).ToArray();
        if (kinds.Length == 0)
        {
            return;
        }

        var kind = _values.OneOf(kinds);
        var same = _values.Lambda(element, y => Expression.Equal(_values.Value(y, kind, 0), _values.Value(outer, kind, 0)));
        Expression inner = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [element], set, Expression.Quote(same));
        if (_values.Chance(40))
        {
            inner = Expression.Call(typeof(Queryable), nameof(Queryable.DefaultIfEmpty), [element], inner);
        }

        var (left, right) = (Expression.Parameter(Row, "x"), Expression.Parameter(element, "y"));
        var result = Expression.Lambda(Pair(left, right), left, right);
        var selector = Expression.Lambda(typeof(Func<,>).MakeGenericType(Row, typeof(IEnumerable<>).MakeGenericType(element)), inner, outer);
        _query = Expression.Call(
            typeof(Queryable), nameof(Queryable.SelectMany), [Row, element, result.Body.Type], _query, Expression.Quote(selector), Expression.Quote(result));
        IsOrdered = false;
    }

    private void Combine()
    {
        var other = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [Row], _query, Expression.Quote(_values.Lambda(Row, x => _values.Condition(x, 1))));
        Where();
        _query = Expression.Call(
            typeof(Queryable), _values.OneOf(nameof(Queryable.Union), nameof(Queryable.Concat), nameof(Queryable.Intersect), nameof(Queryable.Except)), [Row], _query, other);
        IsOrdered = false;
    }

    // By something, and by the key, so that there is one order only.
    private bool Sort()
    {
        var keys = ValueMaker.Keys(Row);
        if (keys.Length == 0 || CanRepeat(_query))
        {
            return false;
        }

        var isFirst = true;
        if (_values.Chance(60))
        {
            By(_values.Lambda(Row, x => _values.Value(x, 1)));
        }

        foreach (var key in keys)
        {
            By(_values.Lambda(Row, x => Expression.Property(x, key)));
        }

        IsOrdered = true;
        return true;

        void By(LambdaExpression key)
        {
            var name = (isFirst ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy)) + (_values.Chance(40) ? "Descending" : "");
            _query = Expression.Call(typeof(Queryable), name, [Row, key.Body.Type], _query, Expression.Quote(key));
            isFirst = false;
        }
    }

    private void Page()
    {
        if (!Sort())
        {
            return;
        }

        if (_values.Chance(60))
        {
            _query = Expression.Call(typeof(Queryable), nameof(Queryable.Skip), [Row], _query, Expression.Constant(_random.Next(4)));
        }

        if (_values.Chance(70))
        {
            _query = Expression.Call(typeof(Queryable), nameof(Queryable.Take), [Row], _query, Expression.Constant(1 + _random.Next(5)));
        }
    }

    private void Extreme()
    {
        var value = _values.Lambda(Row, x => _values.Value(x, _values.OneOf(typeof(int?), typeof(decimal?), typeof(double?)), 1));
        var name = _values.OneOf(nameof(Queryable.Min), nameof(Queryable.Max), nameof(Queryable.Sum), nameof(Queryable.Average));
        _query = Expression.Call(typeof(Queryable), name, name is "Min" or "Max" ? [Row, value.Body.Type] : [Row], _query, Expression.Quote(value));
    }

    private void Include()
    {
        string[] names = Row == typeof(Person) ? ["Boss", "Reports", "Orders", "Orders.Coupon", "Boss.Orders"] : Row == typeof(Order) ? ["Person", "Coupon", "Person.Boss", "Coupon.Orders"]
            : Row == typeof(Coupon) ? ["Orders", "Orders.Person"] : [];
        if (names.Length > 0)
        {
            _query = Expression.Call(typeof(EntityFrameworkQueryableExtensions), nameof(EntityFrameworkQueryableExtensions.Include), [Row], _query, Expression.Constant(_values.OneOf(names)));
            _query = Expression.Call(typeof(EntityFrameworkQueryableExtensions), nameof(EntityFrameworkQueryableExtensions.AsNoTracking), [Row], _query);
        }
    }

    // Lists that a query makes are equal where their elements are, which other providers do not have.
    private static bool HasLists(Type row) => typeof(IPair).IsAssignableFrom(row) && row.GetGenericArguments().Any(t => ValueMaker.ElementOf(t) is not null || HasLists(t));

    // What stands within a person's item is read behind a set operation where it is a complex value, and not where it is an owned one, as the other provider has it.
    private static bool HasPeople(Type row) => typeof(IPair).IsAssignableFrom(row) && row.GetGenericArguments().Any(t => typeof(Person).IsAssignableFrom(t) || HasPeople(t));

    // A row may be there twice where it was joined or put together.
    private static bool CanRepeat(Expression query) => query is MethodCallExpression call
        && (call.Method.Name is nameof(Queryable.Concat) or nameof(Queryable.SelectMany) or nameof(Queryable.Select) || CanRepeat(call.Arguments[0]));
}
