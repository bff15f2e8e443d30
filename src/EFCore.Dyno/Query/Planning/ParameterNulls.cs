// Which parameters a plan is for: an index does not have the rows that null is asked of, so a plan that uses one holds only while the value is there. The first
// plan of a query takes every parameter for a value, and says on which of them it relied; where one is null when the query runs, another is made that knows it.

using System.Collections;

namespace EFCore.Dyno.Query;

// Known: those that are null, or a list with null in it, in each execution that the plan is for.
internal sealed class ParameterNulls(IReadOnlySet<string> known)
{
    private readonly List<(string Name, bool IsList)> _relied = [];

    public static ParameterNulls None() => new(new HashSet<string>());

    public IReadOnlySet<string> Known => known;

    public bool HasRelied => _relied.Count > 0;

    public void Rely(string name, bool isList)
    {
        if (!known.Contains(name) && !_relied.Contains((name, isList)))
        {
            _relied.Add((name, isList));
        }
    }

    // What the plan asks of an index whose rows have no null in what is asked.
    public void Rely(QueryPlan plan, IEnumerable<PlanPredicate> predicates)
    {
        if (plan.Path.IndexName is null)
        {
            return;
        }

        foreach (var predicate in predicates)
        {
            switch (KeyMatcher.Equality(predicate.Filter) ?? predicate.Filter)
            {
                case CompareFilter { Operator: FilterOperator.Equal } compare when IsOfIndex(compare.Field):
                    Rely(compare.Value, isList: false);
                    break;
                case InFilter @in when IsOfIndex(@in.Field):
                    Rely(@in.Values, isList: true);
                    break;
            }
        }

        bool IsOfIndex(FilterField field) => field.Property is { IsNullable: true } property && plan.Path.Keys.Any(k => k.Properties.Contains(property));
    }

    // Those that the plan took for values and that are null in this execution; null where none is.
    public HashSet<string>? Missing(DynoQueryContext context)
    {
        HashSet<string>? missing = null;
        foreach (var (name, isList) in _relied)
        {
            var value = context.Parameters[name];
            if (isList ? value is IEnumerable list && HasNull(list) : value is null)
            {
                (missing ??= []).Add(name);
            }
        }

        return missing;
    }

    private static bool HasNull(IEnumerable list)
    {
        foreach (var value in list)
        {
            if (value is null)
            {
                return true;
            }
        }

        return false;
    }

    private void Rely(FilterTerm term, bool isList)
    {
        switch (term)
        {
            case ParameterTerm parameter:
                Rely(parameter.Name, isList);
                break;
            case ListTerm several:
                foreach (var each in several.Terms)
                {
                    Rely(each, isList: false);
                }

                break;
        }
    }
}
