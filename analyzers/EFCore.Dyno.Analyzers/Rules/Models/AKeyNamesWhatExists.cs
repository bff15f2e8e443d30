// DYNO2021: properties that keys, indexes, projections and times to live name as text exist. A shadow property is known where Property<T>("Name") says it, and that of
// a foreign key may come about by itself.

using System.Text.RegularExpressions;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class AKeyNamesWhatExists : ModelRule
{
    public const string Id = "DYNO2021";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.MissingTitle, Messages.Whole, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true, Messages.MissingDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override IEnumerable<Diagnostic> Judge(ContextModel model, Facts facts)
    {
        foreach (var entity in model.Configurations.Where(e => !e.IsUncertain && !e.HasQuery))
        {
            foreach (var (name, location, what) in Named(entity))
            {
                if (location is not null && !MayHave(entity, model, name))
                {
                    yield return Create(entity, name, location, what);
                }
            }
        }
    }

    private static IEnumerable<(string Name, Location? Location, string What)> Named(EntityConfiguration entity)
    {
        var keys = new[] { (entity.PartitionKey, "partition key"), (entity.SortKey, "sort key") }
            .Concat(entity.Indexes.Values.SelectMany(i => new[] { (i.PartitionKey, $"index '{i.Name}'"), (i.SortKey, $"index '{i.Name}'") }));
        foreach (var (key, what) in keys)
        {
            foreach (var name in key?.PropertyNames ?? [])
            {
                yield return (name, key!.Location, what);
            }
        }

        foreach (var index in entity.Indexes.Values)
        {
            foreach (var name in index.Included)
            {
                yield return (name, index.Location, $"projection of index '{index.Name}'");
            }
        }

        if (entity.TimeToLive is { } timeToLive)
        {
            yield return (timeToLive, entity.TimeToLiveLocation, "time to live");
        }
    }

    // Any member of that name, public or not, also where it is not mapped; and what may be the foreign key of a navigation.
    private static bool MayHave(EntityConfiguration entity, ContextModel model, string name)
    {
        for (INamedTypeSymbol? type = entity.Type; type is not null; type = type.BaseType)
        {
            if (type.TypeKind == TypeKind.Error
                || !type.GetMembers(name).IsEmpty
                || model.Configurations.Any(c => SymbolEqualityComparer.Default.Equals(c.Type, type) && (c.Properties.ContainsKey(name) || c.Discriminator?.PropertyName == name)))
            {
                return true;
            }
        }

        return name is "Discriminator" or "$type"
            || TypeMembers.Of(entity.Type).Any(p => p.Type is { TypeKind: TypeKind.Class, SpecialType: SpecialType.None } && name.StartsWith(p.Name, StringComparison.Ordinal))
            || model.Configurations.Any(c => name.StartsWith(c.Type.Name, StringComparison.Ordinal) && !SymbolEqualityComparer.Default.Equals(c.Type, entity.Type));
    }

    private static Diagnostic Create(EntityConfiguration entity, string name, Location location, string what)
    {
        var nearest = Nearest.Of(name, TypeMembers.Of(entity.Type).Select(p => p.Name));
        var remedy = Remedy.None;
        if (nearest is not null && location.SourceTree is { } tree)
        {
            var text = tree.GetText().ToString(location.SourceSpan);
            var written = Regex.Replace(text, @"(?<![\w])" + Regex.Escape(name) + @"(?![\w])", nearest);
            remedy = written == text ? remedy : remedy.Write(Messages.WriteName(nearest), written);
        }

        return Diagnostic.Create(Rule, location, remedy, Messages.MissingProperty(entity.Type.Name, name, what, nearest));
    }
}
