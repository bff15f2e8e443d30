// A key template as text: literals and holes, as in C#'s interpolated strings: "ORDER#{OrderId:D8}". Braces are doubled to be literal.

using System.Text;

namespace EFCore.Dyno.Metadata;

internal sealed record TemplatePart(string? Literal, string? PropertyName, string? Format);

internal sealed class KeyTemplate
{
    public KeyTemplate(IReadOnlyList<TemplatePart> parts) => Parts = parts;

    public IReadOnlyList<TemplatePart> Parts { get; }

    public IEnumerable<string> PropertyNames => Parts.Where(p => p.PropertyName is not null).Select(p => p.PropertyName!);

    /// <summary>What is wrong with a template, or null.</summary>
    public static string? FindError(string text)
    {
        try
        {
            Parse(text);
            return null;
        }
        catch (ArgumentException mistake)
        {
            return mistake.Message;
        }
    }

    public static KeyTemplate Parse(string text)
    {
        var parts = new List<TemplatePart>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    throw new ArgumentException(Messages.TemplateUnclosed(text));
                }

                Flush(literal, parts);
                var hole = text[(i + 1)..end];
                var colon = hole.IndexOf(':');
                var name = (colon < 0 ? hole : hole[..colon]).Trim();
                if (name.Length == 0)
                {
                    throw new ArgumentException(Messages.TemplateEmptyHole(text));
                }

                parts.Add(new TemplatePart(null, name, colon < 0 ? null : hole[(colon + 1)..]));
                i = end;
            }
            else if (c == '}')
            {
                throw new ArgumentException(Messages.TemplateUnclosed(text));
            }
            else
            {
                literal.Append(c);
            }
        }

        Flush(literal, parts);
        return new KeyTemplate(parts);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            if (part.PropertyName is null)
            {
                text.Append(part.Literal!.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
            }
            else
            {
                text.Append('{').Append(part.PropertyName).Append(part.Format is null ? "" : ":" + part.Format).Append('}');
            }
        }

        return text.ToString();
    }

    private static void Flush(StringBuilder literal, List<TemplatePart> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(new TemplatePart(literal.ToString(), null, null));
            literal.Clear();
        }
    }
}
