// DYNO1008: an index that a query names exists on the entity type that it begins with.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AnIndexThatIsNamedExists : QueryRule
{
    public const string Id = "DYNO1008";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.UnknownIndexTitle, Messages.UnknownIndex, Categories.Correctness, DiagnosticSeverity.Error, isEnabledByDefault: true,
        Messages.UnknownIndexDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (!query.NamesUnknownIndex)
        {
            return;
        }

        var names = query.Entity.Paths.Where(p => p.IndexName is not null).Select(p => p.IndexName!).ToList();
        var nearest = Nearest.Of(query.Translation.IndexName!, names);
        query.Report(Diagnostic.Create(
            Rule, query.At(query.Translation.IndexStep!.Call.At(1)!), nearest is null ? Remedy.None : Remedy.None.Write(Messages.UseIndex(nearest), $"\"{nearest}\""),
            query.Entity.Type.Name, query.Translation.IndexName, names.Count == 0 ? Messages.NoIndexes : nearest is null ? Messages.Indexes(names) : Messages.DidYouMean(nearest)));
    }
}
