// The text of a context's model, format 1. One JSON object; members that are false, null or empty are left out; members that are not known here are skipped:
//   version 1, context (class), remote (bool), unresolved ([table or null]), entities [
//     type (class), base (class), table, key [property], partitionKey KEY, sortKey KEY, configured (bool),
//     properties [ name, attribute (unless it is the name), as (S N B BOOL L M SS NS BS NULL), shadow (class), nullable, converted, maxLength, token ],
//     navigations [ name, target (class), many, kind (owned, complex), attribute (unless it is the name) ],
//     indexes [ name, local (bool), partitionKeys [KEY] (of a global index), sortKeys [KEY], projection (KEYS_ONLY, INCLUDE), include [member],
//               when [ property, is (== != < <= > >=), value ] ],
//     timeToLive (property), discriminator (property), values [text], filtered (bool) ]
// KEY is a property's name, or { attribute, pieces [ "literal" | { property, format } | { shards, by [property] } ] }.
// A version that is not known is not read. Entity types that are not certain are left out.

using System.Globalization;

namespace EFCore.Dyno.Design;

internal static class ModelText
{
    public const string MetadataKey = "EFCore.Dyno.Model";

    private const int Version = 1;

    public static string Write(ContextDescription context, bool isIndented)
    {
        var json = new JsonWriter(isIndented);
        json.Begin('{');
        json.Next("version").Value(Version);
        json.Next("context").Value(context.Type);
        Flag(json, "remote", context.IsRemote);
        List(json, "unresolved", context.Unresolved, json.Value);
        List(json, "entities", context.Entities, e => Write(json, e));
        json.End('}');
        return json.ToString();
    }

    /// <returns>Null where the text is none of this format.</returns>
    public static ContextDescription? Read(string text)
    {
        try
        {
            return JsonReader.Read(text) is Dictionary<string, object?> root && Number(root, "version") == Version && Text(root, "context") is { } type
                ? new ContextDescription
                {
                    Type = type,
                    IsRemote = IsSet(root, "remote"),
                    Unresolved = [.. Elements(root, "unresolved").Select(t => t as string)],
                    Entities = [.. Objects(root, "entities").Select(Entity)],
                }
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static void Write(JsonWriter json, EntityDescription entity)
    {
        json.Begin('{');
        json.Next("type").Value(entity.Type);
        Optional(json, "base", entity.Base);
        Optional(json, "table", entity.Table);
        List(json, "key", entity.Key, json.Value);
        Key(json.Next("partitionKey"), entity.PartitionKey);
        if (entity.SortKey is not null)
        {
            Key(json.Next("sortKey"), entity.SortKey);
        }

        Flag(json, "configured", entity.IsKeyConfigured);
        List(json, "properties", entity.Properties, p =>
        {
            json.Begin('{');
            json.Next("name").Value(p.Name);
            Optional(json, "attribute", p.Attribute == p.Name ? null : p.Attribute);
            json.Next("as").Value(p.StoredAs);
            Optional(json, "shadow", p.ShadowType);
            Flag(json, "nullable", p.IsNullable);
            Flag(json, "converted", p.IsConverted);
            Optional(json, "maxLength", p.MaxLength);
            Flag(json, "token", p.IsConcurrencyToken);
            json.End('}');
        });
        List(json, "navigations", entity.Navigations, n =>
        {
            json.Begin('{');
            json.Next("name").Value(n.Name);
            json.Next("target").Value(n.Target);
            Flag(json, "many", n.IsCollection);
            Optional(json, "kind", n.IsOwned ? "owned" : n.IsComplex ? "complex" : null);
            Optional(json, "attribute", n.Attribute == n.Name ? null : n.Attribute);
            json.End('}');
        });
        List(json, "indexes", entity.Indexes, i => Write(json, i));
        Optional(json, "timeToLive", entity.TimeToLive);
        Optional(json, "discriminator", entity.Discriminator);
        List(json, "values", entity.DiscriminatorValues, json.Value);
        Flag(json, "filtered", entity.HasFilters);
        json.End('}');
    }

    private static void Write(JsonWriter json, IndexDescription index)
    {
        json.Begin('{');
        json.Next("name").Value(index.Name);
        Flag(json, "local", index.IsLocal);
        List(json, "partitionKeys", index.PartitionKeys, k => Key(json, k));
        List(json, "sortKeys", index.SortKeys, k => Key(json, k));
        Optional(json, "projection", index.Projection == "ALL" ? null : index.Projection);
        List(json, "include", index.Included, json.Value);
        List(json, "when", index.Condition, c =>
        {
            json.Begin('{');
            json.Next("property").Value(c.Property);
            json.Next("is").Value(c.Operator);
            json.Next("value").Value(c.Value);
            json.End('}');
        });
        json.End('}');
    }

    private static void Key(JsonWriter json, KeyDescription key)
    {
        if (key.Property is not null)
        {
            json.Value(key.Property);
            return;
        }

        json.Begin('{');
        Optional(json, "attribute", key.Attribute);
        List(json, "pieces", key.Pieces, p =>
        {
            if (p.Literal is not null)
            {
                json.Value(p.Literal);
                return;
            }

            json.Begin('{');
            Optional(json, "property", p.Property);
            Optional(json, "format", p.Format);
            Optional(json, "shards", p.Shards);
            List(json, "by", p.By ?? [], json.Value);
            json.End('}');
        });
        json.End('}');
    }

    private static void Flag(JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.Next(name).Value(value);
        }
    }

    private static void Optional(JsonWriter json, string name, object? value)
    {
        if (value is not null)
        {
            json.Next(name).Value(value);
        }
    }

    private static void List<T>(JsonWriter json, string name, IReadOnlyCollection<T> elements, Action<T> write)
    {
        if (elements.Count == 0)
        {
            return;
        }

        json.Next(name).Begin('[');
        foreach (var element in elements)
        {
            json.Next();
            write(element);
        }

        json.End(']');
    }

    private static EntityDescription Entity(Dictionary<string, object?> entity) => new()
    {
        Type = Needed(entity, "type"),
        Base = Text(entity, "base"),
        Table = Text(entity, "table"),
        Key = Texts(entity, "key"),
        PartitionKey = Key(Member(entity, "partitionKey")) ?? throw new FormatException(),
        SortKey = Key(Member(entity, "sortKey")),
        IsKeyConfigured = IsSet(entity, "configured"),
        Properties = [.. Objects(entity, "properties").Select(p => new PropertyDescription
        {
            Name = Needed(p, "name"),
            Attribute = Text(p, "attribute") ?? Needed(p, "name"),
            StoredAs = Needed(p, "as"),
            ShadowType = Text(p, "shadow"),
            IsNullable = IsSet(p, "nullable"),
            IsConverted = IsSet(p, "converted"),
            MaxLength = Number(p, "maxLength"),
            IsConcurrencyToken = IsSet(p, "token"),
        })],
        Navigations = [.. Objects(entity, "navigations").Select(n => new NavigationDescription
        {
            Name = Needed(n, "name"),
            Target = Needed(n, "target"),
            IsCollection = IsSet(n, "many"),
            IsOwned = Text(n, "kind") == "owned",
            IsComplex = Text(n, "kind") == "complex",
            Attribute = Text(n, "attribute") ?? Needed(n, "name"),
        })],
        Indexes = [.. Objects(entity, "indexes").Select(i => new IndexDescription
        {
            Name = Needed(i, "name"),
            IsLocal = IsSet(i, "local"),
            PartitionKeys = [.. Elements(i, "partitionKeys").Select(k => Key(k) ?? throw new FormatException())],
            SortKeys = [.. Elements(i, "sortKeys").Select(k => Key(k) ?? throw new FormatException())],
            Projection = Text(i, "projection") ?? "ALL",
            Included = Texts(i, "include"),
            Condition = [.. Objects(i, "when").Select(c => new ComparisonDescription(Needed(c, "property"), Needed(c, "is"), Member(c, "value")))],
        })],
        TimeToLive = Text(entity, "timeToLive"),
        Discriminator = Text(entity, "discriminator"),
        DiscriminatorValues = Texts(entity, "values"),
        HasFilters = IsSet(entity, "filtered"),
    };

    private static KeyDescription? Key(object? key) => key switch
    {
        null => null,
        string property => new() { Property = property },
        Dictionary<string, object?> template => new()
        {
            Attribute = Needed(template, "attribute"),
            Pieces = [.. Elements(template, "pieces").Select(p => p switch
            {
                string literal => new KeyPieceDescription(literal),
                Dictionary<string, object?> piece => new KeyPieceDescription(
                    null, Text(piece, "property"), Text(piece, "format"), Number(piece, "shards"), piece.ContainsKey("by") ? Texts(piece, "by") : null),
                _ => throw new FormatException(),
            })],
        },
        _ => throw new FormatException(),
    };

    private static object? Member(Dictionary<string, object?> of, string name) => of.TryGetValue(name, out var value) ? value : null;

    private static string? Text(Dictionary<string, object?> of, string name) => Member(of, name) as string;

    private static string Needed(Dictionary<string, object?> of, string name) => Text(of, name) ?? throw new FormatException("No '" + name + "'.");

    private static bool IsSet(Dictionary<string, object?> of, string name) => Member(of, name) is true;

    private static int? Number(Dictionary<string, object?> of, string name) =>
        Member(of, name) is decimal number and > int.MinValue and < int.MaxValue ? Convert.ToInt32(number, CultureInfo.InvariantCulture) : null;

    private static List<object?> Elements(Dictionary<string, object?> of, string name) => Member(of, name) as List<object?> ?? [];

    private static IEnumerable<Dictionary<string, object?>> Objects(Dictionary<string, object?> of, string name) =>
        Elements(of, name).Select(e => e as Dictionary<string, object?> ?? throw new FormatException());

    private static IReadOnlyList<string> Texts(Dictionary<string, object?> of, string name) =>
        [.. Elements(of, name).Select(e => e as string ?? throw new FormatException())];
}
