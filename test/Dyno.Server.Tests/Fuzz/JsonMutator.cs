// Changes a request as a tree: members go, come twice, change places, change type, become huge, deep, empty or null; texts change token by token.

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dyno.Server.Tests.Fuzz;

internal static class JsonMutator
{
    private static readonly JsonSerializerOptions DeepOptions = new() { MaxDepth = 100_000, TypeInfoResolver = JsonSerializerOptions.Default.TypeInfoResolver };

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2147483648", "-9223372036854775809", "1e400", "1e-400", "0.1", "-0", "12345678901234567890123456789012345678", "123456789012345678901234567890123456789",
        "9.9999999999999999999999999999999999999E+125", "1E+126", "1E-130", "1E-131", "NaN", "Infinity", "0x1", "", " 1", "1.", ".5", "+1", "1_0",
    ];

    private static readonly string[] Names =
    [
        "S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS", "pk", "sk", "state", "amount", "list", "map", "TableName", "Item", "Key", "Keys", "IndexName", "Limit",
        "ExclusiveStartKey", "ExpressionAttributeValues", "ExpressionAttributeNames", "ConditionExpression", "FilterExpression", "ProjectionExpression", "UpdateExpression",
        "KeyConditionExpression", "Expected", "AttributesToGet", "ConditionalOperator", "ReturnValues", "Select", "", "é", "#s", ":n", ":x",
    ];

    public static byte[] Mutate(string body, Random random)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetBytes(body);
        }

        for (var changes = 1 + random.Next(4); changes > 0 && root is not null; changes--)
        {
            var nodes = Nodes(root);
            var node = nodes[random.Next(nodes.Count)];
            if (ReferenceEquals(node, root))
            {
                continue;
            }

            Change(node, nodes, random);
        }

        return Encoding.UTF8.GetBytes(root?.ToJsonString(DeepOptions) ?? "null");
    }

    private static void Change(JsonNode node, List<JsonNode> nodes, Random random)
    {
        switch (random.Next(9))
        {
            case 0:
                Remove(node);
                break;
            case 1:
                Replace(node, nodes[random.Next(nodes.Count)].DeepClone());
                break;
            case 2 when node.Parent is JsonObject members:
                var value = node.DeepClone();
                members.Remove(node.GetPropertyName());
                members[Names[random.Next(Names.Length)]] = value;
                break;
            case 3 when node is JsonObject into:
                into[Names[random.Next(Names.Length)]] = nodes[random.Next(nodes.Count)].DeepClone();
                break;
            case 4 when node is JsonArray list && list.Count > 0:
                for (var copies = random.Next(2) == 0 ? 1 : random.Next(120); copies > 0; copies--)
                {
                    list.Add(list[0]?.DeepClone());
                }

                break;
            case 5 or 6 or 7 when node is JsonValue && node.GetValueKind() == JsonValueKind.String:
                Replace(node, JsonValue.Create(TextMutator.Mutate(node.GetValue<string>(), random)));
                break;
            default:
                Replace(node, Fresh(random));
                break;
        }
    }

    private static JsonNode? Fresh(Random random) => random.Next(14) switch
    {
        0 => null,
        1 => new JsonObject(),
        2 => new JsonArray(),
        3 => JsonValue.Create(random.Next(2) == 0),
        4 => JsonValue.Create(random.Next(-5, 50)),
        5 => JsonValue.Create(double.MaxValue),
        6 => JsonValue.Create(long.MinValue),
        7 => JsonValue.Create(""),
        8 => JsonValue.Create(Numbers[random.Next(Numbers.Length)]),
        9 => JsonValue.Create(FuzzSeeds.Tokens[random.Next(FuzzSeeds.Tokens.Length)]),
        10 => JsonValue.Create(new string('x', 1 << random.Next(14))),
        11 => Deep(random.Next(2) == 0 ? 40 : 300, random),
        12 => new JsonObject { [((string[])["S", "N", "B", "BOOL", "NULL"])[random.Next(5)]] = JsonValue.Create(Numbers[random.Next(Numbers.Length)]) },
        _ => new JsonObject { [((string[])["SS", "NS", "BS", "L"])[random.Next(4)]] = new JsonArray("1", "1", "AA==") },
    };

    private static JsonNode Deep(int levels, Random random)
    {
        JsonNode node = new JsonObject { ["S"] = "deep" };
        for (var i = 0; i < levels; i++)
        {
            node = random.Next(2) == 0 ? new JsonObject { ["L"] = new JsonArray(node) } : new JsonObject { ["M"] = new JsonObject { ["m"] = node } };
        }

        return node;
    }

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject members)
        {
            members.Remove(node.GetPropertyName());
        }
        else if (node.Parent is JsonArray list)
        {
            list.Remove(node);
        }
    }

    private static void Replace(JsonNode node, JsonNode? by)
    {
        if (node.Parent is JsonObject members)
        {
            members[node.GetPropertyName()] = by;
        }
        else if (node.Parent is JsonArray list)
        {
            list[list.IndexOf(node)] = by;
        }
    }

    private static List<JsonNode> Nodes(JsonNode root)
    {
        var nodes = new List<JsonNode> { root };
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is JsonObject members)
            {
                nodes.AddRange(members.Select(m => m.Value).OfType<JsonNode>());
            }
            else if (nodes[i] is JsonArray list)
            {
                nodes.AddRange(list.OfType<JsonNode>());
            }
        }

        return nodes;
    }
}
