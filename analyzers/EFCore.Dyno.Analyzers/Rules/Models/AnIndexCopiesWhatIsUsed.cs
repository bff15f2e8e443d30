// DYNO2012: an index that copies everything copies large members too: binary, text that may be long, and lists of embedded entities. A suggestion, as queries may read them.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AnIndexCopiesWhatIsUsed : EntityRule
{
    public const string Id = "DYNO2012";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.CopiesTitle, Messages.Copies, Categories.Performance, DiagnosticSeverity.Info, isEnabledByDefault: true, Messages.CopiesDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    private const int LargeLength = 4096;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var index in entity.Indexes.Where(i => i.DeclaredBy == entity && i.Projection == ProjectionKind.All))
        {
            var large = entity.Properties.Where(p => !p.IsKey && IsLarge(p)).Select(p => p.Name)
                .Concat(entity.Navigations.Where(n => n.IsEmbedded && n.IsCollection && PropertyWords.Grows(n.Name)).Select(n => n.Name))
                .Distinct().OrderBy(n => n, StringComparer.Ordinal).ToList();
            if (large.Count > 0)
            {
                var place = Places.Behind(index.Location, index.IsGlobal ? "HasGlobalSecondaryIndex" : "HasLocalSecondaryIndex");
                yield return Create(
                    isCertain: true,
                    index.Location ?? entity.Location,
                    place,
                    place is null ? Remedy.None : Remedy.None.Write(Messages.ProjectKeys, ".ProjectsKeysOnly()"),
                    index.Name,
                    Messages.Names(large));
            }
        }
    }

    private static bool IsLarge(PropertyModel property) =>
        property.MaxLength is { } length ? length >= LargeLength
        : property.AttributeType == AttributeType.B ? PropertyWords.IsBulk(property.Name)
        : property.BareType?.SpecialType == SpecialType.System_String ? PropertyWords.IsBulk(property.Name)
        : property.AttributeType == AttributeType.L && PropertyWords.Grows(property.Name);
}
