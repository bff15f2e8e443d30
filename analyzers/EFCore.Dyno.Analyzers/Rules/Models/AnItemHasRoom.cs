// DYNO2015: what an item holds has a bound that fits 400 KB. Certain where a bound is configured that does not; of binary members, by name; of text and lists, a suggestion.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AnItemHasRoom : EntityRule
{
    public const string Id = "DYNO2015";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.RoomTitle, Messages.Whole, Categories.Design, DiagnosticSeverity.Warning, isEnabledByDefault: true, Messages.RoomDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var property in entity.Properties.Where(p => p.Symbol is { } symbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, entity.Type)))
        {
            var isBinary = property.AttributeType == AttributeType.B;
            var isText = property.BareType?.SpecialType == SpecialType.System_String;
            if (property.MaxLength is { } length)
            {
                if (length > Limits.ItemSizeBytes && (isBinary || isText))
                {
                    yield return At(property.Symbol!, isCertain: true, Messages.RoomCertain(property.Name, Messages.Size(length, isBinary)));
                }
            }
            else if (isBinary && !property.IsKey && !property.IsConcurrencyToken && PropertyWords.IsBulk(property.Name))
            {
                yield return At(property.Symbol!, isCertain: true, Messages.RoomBlob(property.Name));
            }
            else if (isText && !property.IsKey && !property.HasConversion && PropertyWords.IsBulk(property.Name))
            {
                yield return At(property.Symbol!, isCertain: false, Messages.RoomText(property.Name));
            }
            else if (property.AttributeType == AttributeType.L && PropertyWords.Grows(property.Name))
            {
                yield return At(property.Symbol!, isCertain: false, Messages.RoomList(property.Name));
            }
        }

        foreach (var navigation in entity.Navigations)
        {
            if (navigation is { IsEmbedded: true, IsCollection: true, Symbol: { } symbol } && PropertyWords.Grows(navigation.Name))
            {
                yield return At(symbol, isCertain: false, Messages.RoomList(navigation.Name));
            }
        }
    }

    private Diagnostic At(IPropertySymbol symbol, bool isCertain, string message) => Create(isCertain, symbol.Locations.FirstOrDefault(l => l.IsInSource), message);
}
