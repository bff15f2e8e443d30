// What a diagnostic carries for its fix in Diagnostic.Properties, written here by rules and read by EFCore.Dyno.CodeFixes. A rule knows the way out when it
// speaks; a fix that had to find it out again could come to another.

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules;

internal static class Remedy
{
    /// <summary>The text to write in place of the first additional location, or of the diagnostic's own where it has none.</summary>
    public const string Text = "Text";

    public const string TextTitle = "TextTitle";

    /// <summary>A call on the builder of an entity type.</summary>
    public const string Configuration = "Configuration";

    public const string ConfigurationTitle = "ConfigurationTitle";

    /// <summary>The id, as documentation comments have it, of the context whose model is to be told.</summary>
    public const string Context = "Context";

    /// <summary>The id of the entity type that is to be configured.</summary>
    public const string Entity = "Entity";

    public static ImmutableDictionary<string, string?> None => ImmutableDictionary<string, string?>.Empty;

    /// <summary>Offers to write a text: <c>Write("Ask whether any exists", "db.Coupons.Any()")</c>.</summary>
    public static ImmutableDictionary<string, string?> Write(this ImmutableDictionary<string, string?> remedy, string title, string text) =>
        remedy.SetItem(TextTitle, title).SetItem(Text, text);

    /// <summary>Offers to add a call where the entity type is configured: <c>Configure("Add an index…", context, entity, "HasGlobalSecondaryIndex(…)")</c>.</summary>
    public static ImmutableDictionary<string, string?> Configure(
        this ImmutableDictionary<string, string?> remedy, string title, ITypeSymbol context, ITypeSymbol entity, string call) =>
        remedy
            .SetItem(ConfigurationTitle, title)
            .SetItem(Configuration, call)
            .SetItem(Context, context.GetDocumentationCommentId())
            .SetItem(Entity, entity.GetDocumentationCommentId());
}
