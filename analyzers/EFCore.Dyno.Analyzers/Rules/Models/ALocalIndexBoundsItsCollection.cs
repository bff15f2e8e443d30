// DYNO2010: a local index is a decision for the table's life: its item collections are bounded, and it is made with the table.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal sealed class ALocalIndexBoundsItsCollection : EntityRule
{
    public const string Id = "DYNO2010";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.LocalBoundsTitle, Messages.LocalBounds, Categories.Design, DiagnosticSeverity.Info, isEnabledByDefault: true, Messages.LocalBoundsDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    protected override IEnumerable<Diagnostic> Judge(EntityModel entity, Facts facts)
    {
        foreach (var index in entity.SortKey is null ? [] : entity.Indexes.Where(i => !i.IsGlobal && i.DeclaredBy == entity))
        {
            var place = Places.UpToArgument(index.Location, 1);
            var remedy = place is not null && entity.PartitionKey.Property is { } property ? MakeGlobal(place, index, property.Name) : null;
            yield return Create(
                isCertain: true, index.Location ?? entity.Location, remedy is null ? null : place, remedy ?? Remedy.None, index.Name, Messages.Key([entity.PartitionKey]));
        }
    }

    // The same index with the table's partition key as its own: as text where the sort key is, else as a lambda.
    private static ImmutableDictionary<string, string?>? MakeGlobal(Location place, IndexModel index, string partitionKey)
    {
        const string Local = "LocalSecondaryIndex";
        var text = place.Text();
        var key = Places.Argument(index.Location, 1)!.Text();
        return text.Contains(Local)
            ? Remedy.None.Write(Messages.MakeGlobal, text.Replace(Local, "GlobalSecondaryIndex") + (key.Contains("=>") ? $"x => x.{partitionKey}, " : $"\"{partitionKey}\", "))
            : null;
    }
}
