// DYNO2007: what stands before a delimiter in a key template does not have the delimiter in it: the provider writes no key whose parts run into each other. Certain
// of GUIDs, dates, and enums whose members' names have it; of text, where its name says that people type it and such text commonly has the character.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ADelimiterIsNotInTheText : EntityRule
{
    public const string Id = "DYNO2007";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.DelimiterTitle, Messages.Whole, Categories.Design, DiagnosticSeverity.Warning, isEnabledByDefault: true, Messages.DelimiterDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var (partitionKeys, sortKeys, index) in Keys(entity))
        {
            foreach (var key in partitionKeys.Concat(sortKeys))
            {
                // What the provider itself composes from a key of several properties, it escapes.
                var location = index is not null ? index.Location
                    : partitionKeys.Contains(key) ? entity.Configuration?.PartitionKey?.Location
                    : entity.Configuration?.SortKey?.Location;
                if (location is not null && key.IsTemplate && Find(key, index is null) is var (property, delimiter, mistake))
                {
                    var place = index is null ? location : partitionKeys.Contains(key) ? Places.Argument(location, 1) : KeyTexts.PlaceOf(entity, index);
                    var better = delimiter == '#' ? '|' : '#';
                    var written = place is null ? null : KeyTexts.WithDelimiter(place.Text(), property, delimiter, better);
                    yield return Create(
                        isCertain: true,
                        location,
                        written is null ? null : place,
                        written is null ? Remedy.None : Remedy.None.Write(Messages.WriteDelimiter(better), written),
                        mistake);
                }
            }
        }
    }

    private static (string Property, char Delimiter, string Mistake)? Find(KeyShape key, bool isTable)
    {
        for (var i = 0; i + 2 < key.Segments.Count; i++)
        {
            if (key.Segments[i] is not { Property: { } property } segment
                || key.Segments[i + 1].Literal is not { Length: > 0 } delimiter
                || key.Segments.Skip(i + 2).FirstOrDefault(s => s.Property is not null) is not { Property: { } next })
            {
                continue;
            }

            var consequence = isTable ? Messages.SavingFails : Messages.IndexOmits;
            switch (Has(property, segment.Format, delimiter[0]))
            {
                case true:
                    return (property.Name, delimiter[0], Messages.DelimiterAlways(key, property.Name, delimiter[0], next.Name, consequence));
                case null:
                    return (property.Name, delimiter[0], Messages.DelimiterSometimes(key, property.Name, delimiter[0], next.Name, consequence));
            }
        }

        return null;
    }

    // Always, never (as far as is known), or null for sometimes.
    private static bool? Has(PropertyModel property, string? format, char delimiter)
    {
        if (property.BareType is not { } type || property.HasConversion)
        {
            return false;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return PropertyWords.MayContain(property.Name, delimiter) ? null : false;
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum })
        {
            return format is null && type.GetMembers().OfType<IFieldSymbol>().Any(f => f.HasConstantValue && f.Name.Contains(delimiter)) ? null : false;
        }

        if (type is INamedTypeSymbol { Name: "Guid", ContainingNamespace.Name: "System" })
        {
            return format is null or "D" or "d" or "B" or "b" or "P" or "p" && delimiter == '-';
        }

        return TimeParts.Of(type, format) is not null && HasTime(type, format, delimiter);
    }

    // Without a format the provider writes dates in their sortable forms: 2026-03-01, 2026-03-01T12:30:00.
    private static bool HasTime(ITypeSymbol type, string? format, char delimiter) =>
        string.IsNullOrEmpty(format) || format is "O" or "o" or "s"
            ? delimiter == '-' || (delimiter is ':' or 'T' && TimeParts.IsInstant(type))
            : format!.Length > 1 && format.IndexOfAny(['\\', '\'', '"', '%']) < 0 && !char.IsLetter(delimiter) && delimiter is not ('/' or ':') && format.Contains(delimiter);
}
