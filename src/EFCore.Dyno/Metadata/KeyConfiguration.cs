// How a key part was configured, as kept in an annotation. Text form: "property:Name", "template:[Attribute]=text with {holes}"
// or "composed:[Attribute]=" and a JSON array of property names: several properties in one attribute, in the order of their values.

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EFCore.Dyno.Metadata;

internal sealed record KeyConfiguration
{
    private const string PropertyPrefix = "property:";
    private const string TemplatePrefix = "template:";
    private const string ComposedPrefix = "composed:";

    private KeyConfiguration()
    {
    }

    /// <summary>The property whose attribute is the key, or null for a template and for composed properties.</summary>
    public string? PropertyName { get; private init; }

    /// <summary>The template's text, or null for a property.</summary>
    public string? Template { get; private init; }

    /// <summary>The properties that make up the key in this order, or null for a property and for a template.</summary>
    public IReadOnlyList<string>? Composed { get; private init; }

    /// <summary>The attribute that the template or the composed properties write, or null for the default.</summary>
    public string? AttributeName { get; private init; }

    /// <summary>How the key is sharded; kept in an annotation of its own.</summary>
    public ShardConfiguration? Shards { get; private init; }

    /// <summary>When an index's key is written; kept with the index.</summary>
    public IReadOnlyList<ComparisonConfiguration> Condition { get; private init; } = [];

    [MemberNotNullWhen(true, nameof(Template))]
    public bool IsTemplate => Template is not null;

    [MemberNotNullWhen(true, nameof(PropertyName))]
    public bool IsProperty => PropertyName is not null;

    public static KeyConfiguration OfProperty(string propertyName) => new() { PropertyName = propertyName };

    public static KeyConfiguration OfTemplate(string template, string? attributeName = null) =>
        new() { Template = template, AttributeName = attributeName };

    public static KeyConfiguration OfComposed(IReadOnlyList<string> propertyNames, string? attributeName = null) =>
        new() { Composed = propertyNames, AttributeName = attributeName };

    /// <summary>The same key with a shard behind it: an attribute of its own, also where it was a property's.</summary>
    public KeyConfiguration WithShards(ShardConfiguration shards) =>
        (IsProperty ? OfTemplate($"{{{PropertyName}}}") : this) with { Shards = shards };

    /// <summary>The same key, written where a condition holds: an attribute of its own, also where it was a property's.</summary>
    public KeyConfiguration WithCondition(IReadOnlyList<ComparisonConfiguration> condition) =>
        (IsProperty ? OfTemplate($"{{{PropertyName}}}") : this) with { Condition = condition };

    /// <summary>Text from a user: with braces it is a template, otherwise the name of a property.</summary>
    public static KeyConfiguration OfText(string text, string? attributeName = null) =>
        text.Contains('{') ? OfTemplate(text, attributeName) : OfProperty(text);

    public static KeyConfiguration Parse(string text)
    {
        if (text.StartsWith(PropertyPrefix, StringComparison.Ordinal))
        {
            return OfProperty(text[PropertyPrefix.Length..]);
        }

        var isComposed = text.StartsWith(ComposedPrefix, StringComparison.Ordinal);
        var rest = text[(isComposed ? ComposedPrefix : TemplatePrefix).Length..];
        var equals = rest.IndexOf('=');
        var attributeName = equals == 0 ? null : rest[..equals];
        return isComposed
            ? OfComposed(JsonSerializer.Deserialize<string[]>(rest[(equals + 1)..])!, attributeName)
            : OfTemplate(rest[(equals + 1)..], attributeName);
    }

    public IEnumerable<string> PropertyNames => IsTemplate ? KeyTemplate.Parse(Template).PropertyNames : Composed ?? [PropertyName!];

    /// <summary>As a user would write it.</summary>
    public string Display => Template ?? PropertyName ?? string.Join('#', Composed!.Select(name => $"{{{name}}}"));

    public override string ToString() => IsTemplate ? $"{TemplatePrefix}{AttributeName}={Template}"
        : IsProperty ? PropertyPrefix + PropertyName
        : $"{ComposedPrefix}{AttributeName}={JsonSerializer.Serialize(Composed)}";
}
