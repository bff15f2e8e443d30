// What a made-up query selects where it selects several things, and rows as text: the same text for the same rows, whatever their order within lists.

using System.Collections;
using System.Globalization;

namespace EFCore.Dyno.Differential.Tests;

public interface IPair
{
    object? One { get; }

    object? Two { get; }
}

public sealed class Pair<T1, T2> : IPair
{
    public T1 First { get; set; } = default!;

    public T2 Second { get; set; } = default!;

    object? IPair.One => First;

    object? IPair.Two => Second;
}

// The same as an anonymous type has it: equal where its values are, and so a key of groups and joins.
public sealed record Duo<T1, T2>(T1 First, T2 Second) : IPair
{
    object? IPair.One => First;

    object? IPair.Two => Second;
}

public static class Printed
{
    public static string Of(object? value) => Of(value, 2);

    // What it says and where it comes from.
    public static string Failure(Exception exception) => string.Join("\n  ", exception.ToString().Split('\n').Take(6));

    private static string Of(object? value, int depth) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IPair pair => $"({Of(pair.One, depth)}, {Of(pair.Two, depth)})",
        Person person => $"{person.GetType().Name} {person.Id} {Of(person.Home, 0)}{Of(person.Build, 0)}{Of(person.Contacts, 0)}{Of(person.Tags, 0)}{string.Join('/', person.Marks)}"
            + (depth == 0 ? "" : $" boss {person.Boss?.Id} reports {Of(person.Reports, 0)} orders {Of(person.Orders, depth - 1)}"),
        Order order => $"Order {order.PersonId}/{order.Number}" + (depth == 0 ? "" : $" of {order.Person?.Id} by {order.Coupon?.Code}"),
        Coupon coupon => $"Coupon {coupon.Code}" + (depth == 0 ? "" : $" orders {Of(coupon.Orders, 0)}"),
        Place place => $"{place.Street}|{Of(place.Zip, 0)}",
        Build build => $"{build.Height}|{build.Color}|{build.Mood}|{Of(build.Shoe.Size, 0)}|{build.Shoe.Laces}",
        Shoe shoe => $"{Of(shoe.Size, 0)}|{shoe.Laces}",
        Contact contact => $"{contact.Text}|{Of(contact.Weight, 0)}|{contact.State}",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(v => Of(v, depth)).Order(StringComparer.Ordinal)) + "]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
