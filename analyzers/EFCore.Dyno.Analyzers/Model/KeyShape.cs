// The properties whose equality fixes a key: one, or those of a template. A template of text alone has none: it is always fixed.

using System.Collections.Immutable;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class KeyShape(ImmutableArray<string> properties)
{
    public ImmutableArray<string> Properties { get; } = properties;

    public static KeyShape Of(string property) => new([property]);

    /// <summary>A property's name, or a template: literals and holes, <c>"ORDER#{OrderId:D8}"</c>, with braces doubled to be literal.</summary>
    /// <returns>Null where braces do not match.</returns>
    public static KeyShape? OfText(string text)
    {
        if (text.IndexOf('{') < 0 && text.IndexOf('}') < 0)
        {
            return Of(text);
        }

        var properties = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('{' or '}'))
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == text[i])
            {
                i++;
                continue;
            }

            var end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                return null;
            }

            properties.Add(text.Substring(i + 1, end - i - 1).Split(':')[0].Trim());
            i = end;
        }

        return new KeyShape(properties.ToImmutable());
    }

    public int CountMissing(ISet<string> fixedProperties)
    {
        var missing = 0;
        foreach (var property in Properties)
        {
            missing += fixedProperties.Contains(property) ? 0 : 1;
        }

        return missing;
    }
}
