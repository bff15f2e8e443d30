// DYNO1001: a query that is run fixes the partition key of its table or of an index, or says AllowScan().
// Silent wherever the query or the model is not known for certain; rules/DYNO1001.md lists when.

using EFCore.Dyno.Analyzers.Model;
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
        // Without a condition or an order the store stops at the rows that were asked for.
        var chain = query.Chain;
        var stopsEarly = chain.HasTake && !chain.HasPredicate && !chain.HasOrdering;
        if (chain.AllowsScan || stopsEarly || query.Entity is not { } entity)
        {
            return;
        }

        if (!chain.IgnoresFilters)
        {
            foreach (var filter in entity.QueryFilters)
            {
                if (Predicate.Read(filter, query.Facts.Known) is not { IsUncertain: false } predicate)
                {
                    return;
                }

                chain.Fixed.UnionWith(predicate.Fixed);
            }
        }

        if (chain.HasIndex)
        {
            JudgeIndex(query, entity);
            return;
        }

        if (CountMissing([entity.PartitionKey], chain.Fixed) == 0 || entity.Indexes.Any(i => CountMissing(i.PartitionKeys, chain.Fixed) == 0))
        {
            return;
        }

        query.Report(Diagnostic.Create(
            Rule, query.Location, query.Roots, AnIndexToAdd.For(chain.Context, chain.Entity, entity, chain.Fixed, chain.Mentioned),
            Messages.Table(entity), Messages.Names(entity.PartitionKey.Properties.Select(p => p.Name)), Nearest(chain, entity)));
    }

    // WithIndex leaves one key to be named: the index's own.
    private static void JudgeIndex(QueryUse query, EntityModel entity)
    {
        var chain = query.Chain;
        if (entity.FindIndex(chain.IndexName!) is { } index && CountMissing(index.PartitionKeys, chain.Fixed) > 0)
        {
            query.Report(Diagnostic.Create(
                Rule, query.Location, query.Roots, Messages.Index(index.Name), Messages.Names(Names(index.PartitionKeys)), ""));
        }
    }

    private static IEnumerable<string> Names(IEnumerable<KeyShape> keys) => keys.SelectMany(k => k.Properties).Select(p => p.Name);

    private static int CountMissing(IEnumerable<KeyShape> keys, ISet<string> given) => Names(keys).Count(n => !given.Contains(n));

    // The index that the fewest more equalities make usable; of several, one whose key is half fixed, or whose sort key the query speaks of.
    private static string Nearest(QueryChain chain, EntityModel entity)
    {
        IndexModel? nearest = null;
        var best = int.MaxValue;
        foreach (var index in entity.Indexes.Where(i => i.IsGlobal))
        {
            var missing = CountMissing(index.PartitionKeys, chain.Fixed);
            var cost = (missing * 4) - (missing < Names(index.PartitionKeys).Count() ? 2 : 0);
            cost -= Names(index.SortKeys).Any(p => chain.Mentioned.Contains(p) || chain.Fixed.Contains(p)) ? 1 : 0;
            if (cost < best)
            {
                (nearest, best) = (index, cost);
            }
        }

        return nearest is null
            ? ""
            : Messages.NearestIndex(nearest.Name, Names(nearest.PartitionKeys).Where(p => !chain.Fixed.Contains(p)));
    }
}
