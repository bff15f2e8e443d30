// Puts an item into a type's table as another application would have written it: JSON, past the model.

using System.Text.Json;
using Dyno;

namespace EFCore.Dyno.SpecificationTests.TestUtilities;

internal static class RawItems
{
    public static async Task PutAsync<TEntity>(DbContext context, string json)
    {
        using var document = JsonDocument.Parse(json);
        var attributes = document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p.Value)));
        await context.Database.GetDynoClient().PutItemAsync(
            new PutItemRequest { TableName = context.Model.FindEntityType(typeof(TEntity))!.GetDynoTableName(), Item = Item.From(attributes) },
            CancellationToken.None);
    }

    private static AttributeValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => AttributeValue.M(element.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value))),
        JsonValueKind.Array => AttributeValue.L([.. element.EnumerateArray().Select(Value)]),
        JsonValueKind.String => AttributeValue.S(element.GetString()!),
        JsonValueKind.Number => AttributeValue.N(element.GetRawText()),
        JsonValueKind.True or JsonValueKind.False => AttributeValue.Bool(element.GetBoolean()),
        _ => AttributeValue.Null,
    };
}
