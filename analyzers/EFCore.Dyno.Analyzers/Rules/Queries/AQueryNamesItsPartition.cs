// DYNO1001: a query that is run fixes the partition key of its table or of an index, or says AllowScan().
// Silent wherever the query or the model is not known for certain; rules/DYNO1001.md lists when.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Analyzers.Queries;
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
        // Without a condition or an order the store stops at the rows that were asked for.
        var chain = query.Chain;
        var stopsEarly = chain.HasTake && !chain.HasPredicate && !chain.HasOrdering;
        if (chain.AllowsScan || stopsEarly || query.Entity is not { } entity)
        {
            return;
        }

        if (!chain.IgnoresFilters)
        {
            chain.Fixed.UnionWith(entity.FixedByFilters);
        }

        if (chain.HasIndex)
        {
            JudgeIndex(query, entity);
            return;
        }

        if (entity.PartitionKey.CountMissing(chain.Fixed) == 0 || entity.GlobalIndexes.Any(i => i.PartitionKey.CountMissing(chain.Fixed) == 0))
        {
            return;
        }

        query.Report(Diagnostic.Create(
            Rule, query.Location, query.Roots, AnIndexToAdd.For(chain.Context, chain.Entity, entity, chain.Fixed, chain.Mentioned),
            Messages.Table(entity), Messages.Names(entity.PartitionKey.Properties), Nearest(chain, entity)));
    }

    // WithIndex leaves one key to be named: the index's own.
    private static void JudgeIndex(QueryUse query, EntityModel entity)
    {
        var chain = query.Chain;
        var index = entity.GlobalIndexes.FirstOrDefault(i => i.Name == chain.IndexName);
        var key = index?.PartitionKey ?? (entity.LocalIndexes.Contains(chain.IndexName!) ? entity.PartitionKey : null);
        if (key is not null && key.CountMissing(chain.Fixed) > 0)
        {
            query.Report(Diagnostic.Create(
                Rule, query.Location, query.Roots, Messages.Index(chain.IndexName!), Messages.Names(key.Properties), ""));
        }
    }

    // The index that the fewest more equalities make usable; of several, one whose key is half fixed, or whose sort key the query speaks of.
    private static string Nearest(QueryChain chain, EntityModel entity)
    {
        IndexModel? nearest = null;
        var best = int.MaxValue;
        foreach (var index in entity.GlobalIndexes)
        {
            var missing = index.PartitionKey.CountMissing(chain.Fixed);
            var cost = (missing * 4) - (missing < index.PartitionKey.Properties.Length ? 2 : 0);
            cost -= index.SortKey?.Properties.Any(p => chain.Mentioned.Contains(p) || chain.Fixed.Contains(p)) == true ? 1 : 0;
            if (cost < best)
            {
                (nearest, best) = (index, cost);
            }
        }

        return nearest is null
            ? ""
            : Messages.NearestIndex(nearest.Name, nearest.PartitionKey.Properties.Where(p => !chain.Fixed.Contains(p)));
    }
}
