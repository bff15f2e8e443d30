// DYNO2014: a time to live is stored as seconds since 1970, under one name in a table. An error where the provider refuses the model; a warning where another unit
// is stored as a number.

using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ATimeToLiveIsInSeconds : ModelRule
{
    public const string Id = "DYNO2014";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.TimeToLiveTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.TimeToLiveDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts)
    {
        foreach (var entity in model.Entities)
        {
            if (entity.Base is null && entity.TimeToLive is { } property)
            {
                if (property.AttributeType != AttributeType.N)
                {
                    yield return Create(entity, DiagnosticSeverity.Error, Messages.TimeToLiveType(property.Name, property.AttributeType));
                }
                else if (UnitOf(property) is { } unit)
                {
                    yield return Create(entity, DiagnosticSeverity.Warning, Messages.TimeToLiveUnit(property.Name, unit));
                }
            }
        }

        foreach (var table in model.Tables)
        {
            var first = table.FirstOrDefault(e => e.TimeToLive is not null);
            foreach (var other in table.Where(e => e.Base is null && e.TimeToLive is not null && e.TimeToLive.AttributeName != first!.TimeToLive!.AttributeName))
            {
                yield return Create(other, DiagnosticSeverity.Error, Messages.TimesToLiveDisagree(table.Key, first!, other));
            }
        }
    }

    private static Diagnostic Create(EntityModel entity, DiagnosticSeverity severity, string message) => Diagnostic.Create(
        Rule, entity.TimeToLiveLocation ?? entity.Location ?? Location.None, severity, additionalLocations: null, properties: null, message);

    // What is not seconds: a span, and a number whose name says so.
    private static string? UnitOf(PropertyModel property) =>
        property.BareType is INamedTypeSymbol { Name: "TimeSpan" or "TimeOnly", ContainingNamespace.Name: "System" } ? "ticks of a span, not of a time"
        : property.HasConversion || property.BareType?.SpecialType is not (>= SpecialType.System_SByte and <= SpecialType.System_Double) ? null
        : PropertyWords.UnitOf(property.Name);
}
