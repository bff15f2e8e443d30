// DYNO2018: names of tables, indexes and attributes are ones that DynamoDB takes.

using System.Text;
using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Metadata;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class NamesAreValid : EntityRule
{
    public const string Id = "DYNO2018";

    // The provider's own: ReservedKeys.
    private const string KindAttribute = "$dyno";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.NamesTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.NamesDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        if (entity.Base is null && entity.TableName is { } table && !StoreNames.IsName(table))
        {
            yield return Create(entity.TableLocation, table, Messages.TableName(table), entity);
        }

        foreach (var index in entity.Indexes.Where(i => i.DeclaredBy == entity && !StoreNames.IsName(i.Name)))
        {
            yield return Create(index.Location, index.Name, Messages.IndexName(index.Name), entity);
        }

        var keys = new HashSet<string>(Keys(entity).SelectMany(k => k.PartitionKeys.Concat(k.SortKeys)).Select(k => k.AttributeName), StringComparer.Ordinal);
        foreach (var property in entity.Properties)
        {
            var limit = keys.Contains(property.AttributeName) ? Limits.KeyAttributeNameBytes : Limits.AttributeNameBytes;
            if (property.AttributeName.Length == 0 || Encoding.UTF8.GetByteCount(property.AttributeName) > limit)
            {
                yield return Create(property.Location ?? entity.Location, Messages.AttributeNameLength(property.Name, limit));
            }
            else if (property.AttributeName == KindAttribute)
            {
                yield return Create(property.Location ?? entity.Location, Messages.AttributeReserved(property.Name, KindAttribute));
            }
        }
    }

    private Diagnostic Create(Location? location, string name, string message, EntityModel entity)
    {
        var place = Places.Argument(location, 0);
        var remedy = place?.Text() == $"\"{name}\"" ? Remedy.None.Write(Messages.WriteName(StoreNames.Adapt(name)), $"\"{StoreNames.Adapt(name)}\"") : null;
        return Create(isCertain: true, location ?? entity.Location, remedy is null ? null : place, remedy ?? Remedy.None, message);
    }
}
