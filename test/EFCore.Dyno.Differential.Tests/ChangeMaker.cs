// Makes up changes of what a context tracks, which is all that there is: the same ones for each context that it is given.

namespace EFCore.Dyno.Differential.Tests;

internal sealed class ChangeMaker
{
    private readonly TownContext _context;
    private readonly Random _random;
    private readonly HashSet<string> _builtAnew = [];
    private int _made;

    private ChangeMaker(TownContext context, int seed)
    {
        _context = context;
        _random = new(seed);
    }

    public static async Task<ChangeMaker> OfAsync(TownContext context, int seed)
    {
        await context.Set<Coupon>().LoadAsync();
        await context.Set<Person>().LoadAsync();
        await context.Set<Order>().LoadAsync();
        return new(context, seed);
    }

    // Some changes, told.
    public string Change()
    {
        _builtAnew.Clear();
        return string.Join(", ", Enumerable.Range(0, 1 + _random.Next(6)).Select(_ => One()));
    }

    private string One() => _random.Next(12) switch
    {
        0 or 1 when People is { Count: > 0 } people => Set(people[_random.Next(people.Count)]),
        2 or 3 when Orders is { Count: > 0 } orders => Set(orders[_random.Next(orders.Count)]),
        4 when Coupons is { Count: > 0 } coupons => Set(coupons[_random.Next(coupons.Count)]),
        5 or 6 when People is { Count: > 0 } people => Part(people[_random.Next(people.Count)]),
        7 or 8 => Navigate(),
        9 or 10 => Make(),
        _ => Remove(),
    };

    // In one order, whatever the store's.
    private List<Person> People => [.. _context.Set<Person>().Local.OrderBy(p => p.Id, StringComparer.Ordinal)];

    private List<Order> Orders => [.. _context.Set<Order>().Local.OrderBy(Stored.KeyOf, StringComparer.Ordinal)];

    private List<Coupon> Coupons => [.. _context.Set<Coupon>().Local.OrderBy(c => c.Code, StringComparer.Ordinal)];

    private string Set(object entity)
    {
        string[] names = entity switch
        {
            Worker => ["Name", "City", "Rank", "Born", "Score", "BossId", "IsActive", "Wage", "Joined"],
            Person => ["Name", "City", "Rank", "Born", "Score", "BossId", "IsActive", "Joined"],
            Order => ["State", "Total", "Paid", "At", "Code", "Note", "Due", "Wait", "Mark"],
            _ => ["Percent", "Town", "Until", "Day", "Mark"],
        };
        var property = entity.GetType().GetProperty(names[_random.Next(names.Length)])!;
        var bare = Nullable.GetUnderlyingType(property.PropertyType);
        var value = (bare is not null || property.PropertyType == typeof(string)) && _random.Next(3) == 0 ? null : Value(property.Name, bare ?? property.PropertyType);
        property.SetValue(entity, value);
        return $"{entity.GetType().Name} {Stored.KeyOf(entity)}.{property.Name} = {Printed.Of(value)}";
    }

    private object Value(string name, Type type) => name switch
    {
        "City" or "Town" => Values.Cities[_random.Next(3)],
        "BossId" => $"p{_random.Next(14)}",
        "Code" => $"c{_random.Next(6)}",
        _ when type == typeof(string) => Values.Names[_random.Next(Values.Names.Length)],
        _ when type == typeof(int) => _random.Next(4),
        _ when type == typeof(decimal) => _random.Next(8) * 0.5m,
        _ when type == typeof(double) => _random.Next(8) * 0.5,
        _ when type == typeof(bool) => _random.Next(2) == 0,
        _ when type == typeof(State) => (State)_random.Next(3),
        _ when type == typeof(DateOnly) => Values.Date(_random),
        _ when type == typeof(TimeSpan) => Values.Wait(_random),
        _ when type == typeof(Guid) => Values.Mark(_random),
        _ => Values.Day(_random),
    };

    // What is kept within a person's item.
    private string Part(Person person)
    {
        switch (_random.Next(11))
        {
            case 7:
                person.Build.Color = _random.Next(3) == 0 ? null : Values.Names[_random.Next(3)];
                return $"{person.Id}'s color is {person.Build.Color}";
            // Once: the other provider has owned types there, which cannot be replaced twice.
            case 8 when _builtAnew.Add(person.Id):
                person.Build.Shoe = new() { Size = _random.Next(3) == 0 ? null : _random.Next(9) };
                return $"{person.Id} has new shoes";
            case 9 when _builtAnew.Add(person.Id):
                person.Build = new() { Height = _random.Next(4), Mood = (State)_random.Next(3) };
                return $"{person.Id} is built anew";
            case 10:
                person.Marks.Add(_random.Next(3) == 0 ? null : _random.Next(3));
                return $"{person.Id} has marks {string.Join('/', person.Marks)}";
            case 0:
                person.Home = null;
                return $"{person.Id} has no home";
            case 1:
                person.Home = new() { Street = Values.Names[_random.Next(3)] };
                return $"{person.Id} has a new home";
            case 2 when person.Home is { } home:
                home.Zip = _random.Next(3) == 0 ? null : _random.Next(3);
                return $"{person.Id}'s zip is {home.Zip}";
            case 3:
                person.Contacts.Add(new() { Text = $"new {_made++}", State = (State)_random.Next(3) });
                return $"{person.Id} has one more contact";
            case 4 when person.Contacts.Count > 0:
                person.Contacts.RemoveAt(0);
                return $"{person.Id}'s first contact goes";
            case 5 when person.Contacts.Count > 0:
                person.Contacts[^1].Weight = _random.Next(3) == 0 ? null : _random.Next(9);
                return $"{person.Id}'s last contact weighs {person.Contacts[^1].Weight}";
            default:
                person.Tags = [.. person.Tags.Skip(_random.Next(2)), Values.Names[_random.Next(3)]];
                return $"{person.Id} has tags {Printed.Of(person.Tags)}";
        }
    }

    private string Navigate()
    {
        var (people, orders, coupons) = (People, Orders, Coupons);
        if (_random.Next(2) == 0 && people.Count > 1)
        {
            var (person, boss) = (people[_random.Next(people.Count)], people[_random.Next(people.Count)]);
            switch (_random.Next(3))
            {
                case 0:
                    person.Boss = null;
                    return $"{person.Id} has no boss";
                case 1 when boss != person && !boss.Reports.Contains(person):
                    boss.Reports.Add(person);
                    return $"{person.Id} is among the reports of {boss.Id}";
                default:
                    person.Boss = boss;
                    return $"{boss.Id} is the boss of {person.Id}";
            }
        }

        if (orders.Count == 0 || coupons.Count == 0)
        {
            return "";
        }

        var (order, coupon) = (orders[_random.Next(orders.Count)], coupons[_random.Next(coupons.Count)]);
        switch (_random.Next(3))
        {
            case 0:
                order.Coupon = null;
                return $"{Stored.KeyOf(order)} has no coupon";
            case 1 when coupon.Orders.Count > 0:
                var first = coupon.Orders.OrderBy(Stored.KeyOf, StringComparer.Ordinal).First();
                coupon.Orders.Remove(first);
                return $"{Stored.KeyOf(first)} leaves {coupon.Code}";
            default:
                order.Coupon = coupon;
                return $"{Stored.KeyOf(order)} by {coupon.Code}";
        }
    }

    private string Make()
    {
        var people = People;
        switch (_random.Next(3))
        {
            case 0:
                var coupon = new Coupon { Code = $"new{_made++}", Town = Values.Cities[_random.Next(3)], Percent = _random.Next(50) };
                _context.Add(coupon);
                return $"coupon {coupon.Code}";
            case 1 when people.Count > 0:
                var owner = people[_random.Next(people.Count)];
                var order = new Order { Number = 100 + _made++, State = (State)_random.Next(3), At = Values.Day(_random), Note = Values.Names[_random.Next(3)], Paid = 1 };
                owner.Orders.Add(order);
                return $"order {order.Number} of {owner.Id}";
            default:
                var person = _random.Next(2) == 0 ? new Worker { Wage = 2 } : new Person();
                person.Id = $"new{_made++}";
                person.City = Values.Cities[_random.Next(3)];
                person.Rank = _random.Next(3);
                person.Boss = people.Count == 0 ? null : people[_random.Next(people.Count)];
                person.Home = _random.Next(2) == 0 ? null : new() { Zip = 1 };
                person.Orders.Add(new() { Number = 1, At = Values.Day(_random) });
                _context.Add(person);
                return $"{person.GetType().Name} {person.Id} under {person.Boss?.Id}";
        }
    }

    private string Remove()
    {
        object[] all = _random.Next(3) switch
        {
            0 => [.. People],
            1 => [.. Coupons],
            _ => [.. Orders],
        };
        if (all.Length == 0)
        {
            return "";
        }

        var entity = all[_random.Next(all.Length)];
        _context.Remove(entity);
        return $"{Stored.KeyOf(entity)} goes";
    }
}
