// DYNO2004: a partition key is not a time. A day or a month is DYNO2003's. Numbers that count up are no mistake: DynamoDB spreads keys by their hash.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class APartitionKeyDoesNotGrow : EntityRule
{
    public const string Id = "DYNO2004";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.PartitionKeyGrowsTitle, Messages.PartitionKeyGrows, Categories.Design, DiagnosticSeverity.Warning, isEnabledByDefault: true, Messages.PartitionKeyGrowsDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var (partitionKeys, sortKeys, index) in Keys(entity))
        {
            if (UnitOf(partitionKeys) is not { } unit)
            {
                continue;
            }

            // One item for each instant may be meant: something that is looked up by its time.
            yield return Create(
                index is not null || sortKeys.Count > 0,
                index is null ? entity.PartitionKeyLocation ?? entity.Location : index.Location ?? entity.Location,
                Messages.Key(partitionKeys),
                index is null ? Messages.Table(entity) : Messages.Index(index.Name),
                Messages.Names(partitionKeys.SelectMany(k => k.Properties).Select(p => p.Name)),
                unit == TimeUnit.Time ? Messages.AllAtOnce : "");
        }
    }

    // Null unless all that varies are times.
    private static TimeUnit? UnitOf(IReadOnlyList<KeyShape> keys)
    {
        TimeUnit? finest = null;
        foreach (var segment in keys.SelectMany(k => k.Segments))
        {
            if (segment.Literal is not null)
            {
                continue;
            }

            if (segment.Property is not { BareType: { } type } || TimeParts.Of(type, segment.Format) is not { } unit)
            {
                return null;
            }

            finest = finest is null || unit > finest ? unit : finest;
        }

        return finest is TimeUnit.Time or TimeUnit.Instant ? finest : null;
    }
}
