// The source of a key's template, rewritten for a remedy: <c>x => $"ORDER#{x.Number}"</c> or <c>"ORDER#{Number}"</c>.

using System.Text.RegularExpressions;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class KeyTexts
{
    /// <summary>The sort key's text, or that of the index's; null where it is not in source.</summary>
    public static Location? PlaceOf(EntityModel entity, IndexModel? index)
    {
        var place = index is null ? entity.Configuration?.SortKey?.Location
            : entity.Configuration is { } configuration && configuration.Indexes.TryGetValue(index.Name, out var configured) ? configured.SortKey?.Location
            : null;
        return place?.SourceTree is null ? null : place;
    }

    /// <summary>The same with a format for one property, or null where its hole is not found.</summary>
    public static string? WithFormat(string text, string property, string format) => Replace(text, Hole(property, @"(?::[^}""]*)?\}"), $"{{$1:{format}}}");

    /// <summary>The same with another text behind one property, or null where it is not found.</summary>
    public static string? WithDelimiter(string text, string property, char old, char delimiter) =>
        Replace(text, Hole(property, @"((?::[^}""]*)?\})" + Regex.Escape(old.ToString())), $"{{$1$2{delimiter}");

    private static string Hole(string property, string rest) => @"\{\s*((?:\w+\.)?" + Regex.Escape(property) + @")\s*" + rest;

    private static string? Replace(string text, string pattern, string replacement)
    {
        var written = Regex.Replace(text, pattern, replacement);
        return written == text ? null : written;
    }
}
