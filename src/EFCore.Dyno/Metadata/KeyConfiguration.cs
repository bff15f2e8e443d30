// How a key part was configured, as kept in an annotation. Text form: "property:Name" or "template[:Attribute]=text with {holes}".

using System.Diagnostics.CodeAnalysis;

namespace EFCore.Dyno.Metadata;

internal sealed record KeyConfiguration
{
    private const string PropertyPrefix = "property:";
    private const string TemplatePrefix = "template:";

    private KeyConfiguration()
    {
    }

    /// <summary>The property whose attribute is the key, or null for a template.</summary>
    public string? PropertyName { get; private init; }

    /// <summary>The template's text, or null for a property.</summary>
    public string? Template { get; private init; }

    /// <summary>The attribute that the template writes, or null for the default.</summary>
    public string? AttributeName { get; private init; }

    [MemberNotNullWhen(true, nameof(Template))]
    [MemberNotNullWhen(false, nameof(PropertyName))]
    public bool IsTemplate => Template is not null;

    public static KeyConfiguration OfProperty(string propertyName) => new() { PropertyName = propertyName };

    public static KeyConfiguration OfTemplate(string template, string? attributeName = null) =>
        new() { Template = template, AttributeName = attributeName };

    /// <summary>Text from a user: with braces it is a template, otherwise the name of a property.</summary>
    public static KeyConfiguration OfText(string text, string? attributeName = null) =>
        text.Contains('{') ? OfTemplate(text, attributeName) : OfProperty(text);

    public static KeyConfiguration Parse(string text)
    {
        if (text.StartsWith(PropertyPrefix, StringComparison.Ordinal))
        {
            return OfProperty(text[PropertyPrefix.Length..]);
        }

        var rest = text[TemplatePrefix.Length..];
        var equals = rest.IndexOf('=');
        return OfTemplate(rest[(equals + 1)..], equals == 0 ? null : rest[..equals]);
    }

    public IEnumerable<string> PropertyNames => IsTemplate ? KeyTemplate.Parse(Template).PropertyNames : [PropertyName];

    public override string ToString() => IsTemplate ? $"{TemplatePrefix}{AttributeName}={Template}" : PropertyPrefix + PropertyName;
}
