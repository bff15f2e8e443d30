// How a key was configured: a property, a template, or several properties composed into one attribute. The same three forms as the provider's own
// KeyConfiguration, read from the same lambdas and texts.

using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

/// <summary>A piece of a template: literal text, or a property with its format.</summary>
internal sealed record TemplatePart(string? Literal, string? PropertyName, string? Format = null);

internal sealed record KeyConfiguration
{
    /// <summary>The property whose attribute is the key, or null for a template and for composed properties.</summary>
    public string? PropertyName { get; private init; }

    public ImmutableArray<TemplatePart> Template { get; private init; }

    public ImmutableArray<string> Composed { get; private init; }

    /// <summary>The attribute that a template or composed properties write, or null for the default.</summary>
    public string? AttributeName { get; init; }

    /// <summary>Where it was said; null for a convention.</summary>
    public Location? Location { get; init; }

    public bool IsTemplate => !Template.IsDefault;

    public bool IsComposed => !Composed.IsDefault;

    public IEnumerable<string> PropertyNames =>
        IsTemplate ? Template.Where(p => p.PropertyName is not null).Select(p => p.PropertyName!) : IsComposed ? Composed : [PropertyName!];

    public static KeyConfiguration OfProperty(string name) => new() { PropertyName = name };

    public static KeyConfiguration OfComposed(ImmutableArray<string> names) => new() { Composed = names };

    public static KeyConfiguration OfTemplate(IEnumerable<TemplatePart> parts)
    {
        var merged = ImmutableArray.CreateBuilder<TemplatePart>();
        foreach (var part in parts)
        {
            if (part.PropertyName is null && merged.Count > 0 && merged[merged.Count - 1] is { PropertyName: null } last)
            {
                merged[merged.Count - 1] = last with { Literal = last.Literal + part.Literal };
            }
            else if (part.PropertyName is not null || part.Literal!.Length > 0)
            {
                merged.Add(part);
            }
        }

        return new() { Template = merged.ToImmutable() };
    }

    /// <summary>A property's name, or with braces a template: <c>"ORDER#{OrderId:D8}"</c>.</summary>
    /// <returns>Null where the braces do not match or a hole is empty.</returns>
    public static KeyConfiguration? OfText(string text) =>
        text.IndexOf('{') < 0 ? OfProperty(text) : ReadTemplate(text) is { } parts ? OfTemplate(parts) : null;

    /// <summary>A text that is a template also where it has no braces, as on the attribute of a property.</summary>
    public static KeyConfiguration? OfTemplateText(string text) => ReadTemplate(text) is { } parts ? OfTemplate(parts) : null;

    private static List<TemplatePart>? ReadTemplate(string text)
    {
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }

            var end = c == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                return null;
            }

            var hole = text.Substring(i + 1, end - i - 1);
            var colon = hole.IndexOf(':');
            var name = (colon < 0 ? hole : hole.Substring(0, colon)).Trim();
            if (name.Length == 0)
            {
                return null;
            }

            parts.Add(new(literal.ToString(), null));
            parts.Add(new(null, name, colon < 0 ? null : hole.Substring(colon + 1)));
            literal.Clear();
            i = end;
        }

        parts.Add(new(literal.ToString(), null));
        return parts;
    }
}
