// DYNO2005: a sort key that was chosen sorts as its values do. The provider's SortOrderRules say the same of the same keys when a model is built.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Metadata;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ASortKeyOrdersAsItsValue : EntityRule
{
    public const string Id = "DYNO2005";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.SortOrderTitle, Messages.Whole, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true, Messages.SortOrderDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var (_, sortKeys, index) in Keys(entity))
        {
            // A key that came about by convention is composed so that it sorts.
            var location = index is null ? entity.Configuration?.SortKey?.Location : index.Location;
            if (location is null)
            {
                continue;
            }

            foreach (var key in sortKeys)
            {
                foreach (var diagnostic in Judge(key, index?.Name, location, KeyTexts.PlaceOf(entity, index)))
                {
                    yield return diagnostic;
                }
            }
        }
    }

    private IEnumerable<Diagnostic> Judge(KeyShape key, string? index, Location location, Location? place)
    {
        if (key.Property is { } property)
        {
            if (HasOrder(property.BareType) && !KeyText.SortsAsValue(key))
            {
                yield return Create(location, Messages.SortOrderOfProperty(property.Name, index));
            }

            yield break;
        }

        foreach (var segment in key.Segments)
        {
            if (segment.Property is { } part && HasOrder(part.BareType) && !KeyText.SortsAsText(segment) && !SortableFormat.IsSortable(segment.Format))
            {
                var form = Messages.FormOf(part);
                var written = form is null || place is null ? null : KeyTexts.WithFormat(place.Text(), part.Name, form);
                yield return Create(
                    isCertain: true,
                    location,
                    written is null ? null : place,
                    written is null ? Remedy.None : Remedy.None.Write(Messages.FormatTheKey(part.Name, form!), written),
                    Messages.SortOrderOfTemplate(key, part, index));
            }
        }
    }

    // Of texts, GUIDs, Booleans and binaries nobody asks for a range by value.
    private static bool HasOrder(ITypeSymbol? type) => type is not null
        && (type.TypeKind == TypeKind.Enum
            || type.SpecialType is (>= SpecialType.System_SByte and <= SpecialType.System_Double) or SpecialType.System_DateTime
            || type is INamedTypeSymbol
            {
                Name: "Half" or "Int128" or "UInt128" or "BigInteger" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan",
                ContainingNamespace.Name: "System" or "Numerics",
            });
}
