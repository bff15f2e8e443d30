// DYNO2022: an attribute of an item has one member, and where it is a key of a table or an index, one type in the whole table. The provider's AttributeRules and
// SharedTableRules ask the same.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AnAttributeHasOneMember : ModelRule
{
    public const string Id = "DYNO2022";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.OneMemberTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.OneMemberDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts) =>
        model.Entities.SelectMany(Duplicates).Concat(model.Tables.SelectMany(t => DifferentTypes(t.Key, [.. t])));

    private static IEnumerable<Diagnostic> Duplicates(EntityModel entity)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        var all = entity.Properties.Select(p => (p.AttributeName, p.Name, p.Location))
            .Concat(entity.Navigations.Where(n => n.IsEmbedded).Select(n => (n.AttributeName, n.Name, n.Symbol?.Locations.FirstOrDefault(l => l.IsInSource))));
        foreach (var (attribute, name, location) in all)
        {
            if (!members.TryGetValue(attribute, out var other))
            {
                members.Add(attribute, name);
            }
            else
            {
                yield return Create(location ?? entity.Location, Messages.SameAttribute(entity.Type.Name, attribute, other, name));
            }
        }

        var templates = new Dictionary<string, KeyShape>(StringComparer.Ordinal);
        foreach (var (key, location) in Keys(entity))
        {
            if (!key.IsTemplate)
            {
                continue;
            }

            if (members.TryGetValue(key.AttributeName, out var member))
            {
                yield return Create(location, Messages.TemplateTaken(key, key.AttributeName, member));
            }

            if (templates.TryGetValue(key.AttributeName, out var other) && other.ToString() != key.ToString())
            {
                yield return Create(location, Messages.TemplatesDiffer(key.AttributeName, other, key));
            }

            templates[key.AttributeName] = key;
        }
    }

    private static IEnumerable<Diagnostic> DifferentTypes(string table, IReadOnlyList<EntityModel> entities)
    {
        var types = new Dictionary<string, AttributeType>(StringComparer.Ordinal);
        foreach (var (key, location) in entities.SelectMany(Keys))
        {
            if (!types.TryGetValue(key.AttributeName, out var type))
            {
                types.Add(key.AttributeName, key.AttributeType);
            }
            else if (type != key.AttributeType)
            {
                yield return Create(location, Messages.KeyOfTwoTypes(table, key.AttributeName, type, key.AttributeType));
            }
        }

        foreach (var entity in entities)
        {
            // What is a key by itself is told of above.
            var keys = new HashSet<string>(Keys(entity).Where(k => !k.Key.IsTemplate).Select(k => k.Key.AttributeName), StringComparer.Ordinal);
            foreach (var property in entity.Properties)
            {
                if (!keys.Contains(property.AttributeName)
                    && types.TryGetValue(property.AttributeName, out var type) && type != property.AttributeType && !property.IsUncertain)
                {
                    yield return Create(property.Location ?? entity.Location, Messages.MemberMeetsKey(table, entity.Type.Name, property.Name, property.AttributeName, type, property.AttributeType.ToString()));
                }
            }

            foreach (var navigation in entity.Navigations)
            {
                if (navigation.IsEmbedded && types.TryGetValue(navigation.AttributeName, out var type))
                {
                    yield return Create(
                        navigation.Symbol?.Locations.FirstOrDefault(l => l.IsInSource) ?? entity.Location,
                        Messages.MemberMeetsKey(table, entity.Type.Name, navigation.Name, navigation.AttributeName, type, navigation.IsCollection ? "a list" : "a map"));
                }
            }
        }
    }

    private static IEnumerable<(KeyShape Key, Location? Location)> Keys(EntityModel entity)
    {
        if (entity.Base is null)
        {
            yield return (entity.PartitionKey, entity.PartitionKeyLocation ?? entity.Location);
            if (entity.SortKey is { } sortKey)
            {
                yield return (sortKey, entity.SortKeyLocation ?? entity.Location);
            }
        }

        foreach (var index in entity.Indexes.Where(i => i.DeclaredBy == entity))
        {
            foreach (var key in index.IsGlobal ? index.PartitionKeys.Concat(index.SortKeys) : index.SortKeys)
            {
                yield return (key, index.Location ?? entity.Location);
            }
        }
    }

    private static Diagnostic Create(Location? location, string message) => Diagnostic.Create(Rule, location ?? Location.None, message);
}
