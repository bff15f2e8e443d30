// Changes of items that only tests make.

namespace Dyno.ClientContract;

internal static class Items
{
    public static Item With(this Item item, string name, AttributeValue value) =>
        Item.From(item.ToDictionary().Where(a => a.Key != name).Append(new(name, value)));
}
