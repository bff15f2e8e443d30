// What a bulk write asks of the pipeline: whether the whole key of its item is given, and values that read no row.

using System.Linq.Expressions;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

internal sealed partial class PipelineBuilder
{
    // The plan of reading that one item, with all other predicates as its filter; null where they leave more than one item open, or work for the provider.
    public SourcePlan? WholeKey(StoreOrigin store)
    {
        var paths = AccessPaths.For(DynoModel.Of(store.EntityType.Model).For(store.EntityType));
        var filters = new FilterTranslator(store.Source.Slot!, _done, build.Facts);
        var plan = AccessPathPlanner.Plan(PlanRequests.For(select, store, null, paths, filters, correlated: true));
        if (plan.Kind != AccessKind.GetItem)
        {
            return null;
        }

        FilterNode? filter = null;
        foreach (var index in plan.ClientPredicates)
        {
            if (filters.Translate(select.Predicates[index]) is not { } node)
            {
                return null;
            }

            filter = filter is null ? node : new AndFilter(filter, node);
        }

        plan = plan with { Filter = filter, ClientPredicates = [], Notes = [] };
        BindComputed(plan);
        return new(plan, paths[0], build.Tags);
    }

    public ComputedValue Constant(Expression value) => Computed(value);
}
