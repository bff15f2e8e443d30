// DYNO1001: a query that is run fixes the partition key of its table or of an index, or says AllowScan().
// Silent wherever the query or the model is not known for certain; rules/DYNO1001.md lists when.

using EFCore.Dyno.Analyzers.Queries;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Queries;

internal sealed class AQueryNamesItsPartition : QueryRule
{
    public const string Id = "DYNO1001";

    private static readonly DiagnosticDescriptor Rule = new(
        Id, Messages.QueryScansTitle, Messages.QueryScans, Categories.Performance, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        Messages.QueryScansDescription, Messages.HelpLink(Id));

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(QueryUse query)
    {
        if (query.Plan is not { Kind: AccessKind.Scan, ScanAllowed: false } plan || query.StopsByItself
            || !HasConditions(query)
            || AnIndexHasWhatIsRead.Lacking(query).Index is not null)
        {
            return;
        }

        var entity = query.Entity;
        var missing = Messages.Names(plan.Path.PartitionKeys.SelectMany(k => k.Properties).Select(p => p.Name));
        query.Report(Diagnostic.Create(
            Rule, query.Location, query.Roots, AnIndexToAdd.For(query), plan.Path.IndexName is { } index ? Messages.Index(index) : Messages.Table(entity), missing,
            plan.Path.IndexName is null ? Nearest(query) : ""));
    }

    // A set that is read as it is has a rule of its own.
    private static bool HasConditions(QueryUse query) => query.Translation.Conditions.Any(c => c.Step is not null) || query.Translation.IndexName is not null;

    // The index that the fewest more equalities make usable; of several, one whose key is half fixed, or whose sort key the query speaks of.
    private static string Nearest(QueryUse query)
    {
        var mentioned = MentionedProperties.Of(query.Translation);
        var fixedOnes = MentionedProperties.FixedBy(query.Translation);
        AccessPath? nearest = null;
        var best = int.MaxValue;
        foreach (var path in query.Entity.Paths)
        {
            if (path is not { IsGlobalIndex: true, Condition.Count: 0 })
            {
                continue;
            }

            var properties = path.PartitionKeys.SelectMany(k => k.Properties).ToList();
            var missing = properties.Count(p => !fixedOnes.Contains(p));
            var cost = (missing * 4) - (missing < properties.Count ? 2 : 0) - (path.SortKeys.SelectMany(k => k.Properties).Any(mentioned.Contains) ? 1 : 0);
            if (missing > 0 && cost < best)
            {
                (nearest, best) = (path, cost);
            }
        }

        return nearest is null
            ? ""
            : Messages.NearestIndex(nearest.IndexName!, nearest.PartitionKeys.SelectMany(k => k.Properties).Where(p => !fixedOnes.Contains(p)).Select(p => p.Name));
    }
}
