// Which parameters a plan is for. An index does not have the rows that null is asked of, nor those outside its condition: a plan that uses one holds only while the value
// is there, or within the condition. The first plan of a query takes every parameter for such a value, and says on which of them it relied; where one is none when
// the query runs, another plan is made that knows it.

using System.Collections;
using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Query;

// In each execution that the plan is for, nulls are null, or a list with null in it, and comparisons with parameters leave the condition that they are named with.
internal sealed class ParameterFacts(HashSet<string> nulls, HashSet<string> outside)
{
    private readonly List<(string Name, bool IsList)> _relied = [];
    private readonly List<Within> _within = [];

    public static ParameterFacts None() => new([], []);

    public IReadOnlySet<string> Nulls => nulls;

    public bool HasRelied => _relied.Count + _within.Count > 0;

    // Tells what is known from what else may be known of the same query.
    public string Key => string.Join('\n', [.. nulls.Order(StringComparer.Ordinal), .. outside.Order(StringComparer.Ordinal)]);

    // Whether a comparison with a parameter is taken to lie within the condition of an index.
    public bool Follows(FilterNode comparison, IndexComparison condition) => !outside.Contains(Within.KeyOf(comparison, condition));

    public void Rely(string name, bool isList)
    {
        if (!nulls.Contains(name) && !_relied.Contains((name, isList)))
        {
            _relied.Add((name, isList));
        }
    }

    // What the plan asks of an index whose rows have no null in what is asked, and lie within its condition.
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

        foreach (var (comparison, condition) in Implications.Taken(plan.Path.Condition, predicates, Follows))
        {
            var within = new Within(comparison, condition);
            // A text leaves out parts of a second.
            if (!_within.Exists(w => w.Key == within.Key && w.Condition == condition))
            {
                _within.Add(within);
            }
        }

        bool IsOfIndex(FilterField field) => field.Property is { IsNullable: true } property && plan.Path.Keys.Any(k => k.Properties.Contains(property));
    }

    // What is known where this execution differs from what the plan relied on; null where it does not.
    public ParameterFacts? Differing(DynoQueryContext context)
    {
        ParameterFacts? differing = null;
        foreach (var (name, isList) in _relied)
        {
            var value = context.Parameters[name];
            if (isList ? value is IEnumerable list && HasNull(list) : value is null)
            {
                differing ??= new([.. nulls], [.. outside]);
                differing.AddNull(name);
            }
        }

        foreach (var within in _within)
        {
            if (!within.Holds(context))
            {
                differing ??= new([.. nulls], [.. outside]);
                differing.AddOutside(within.Key);
            }
        }

        return differing;
    }

    private void AddNull(string name) => nulls.Add(name);

    private void AddOutside(string key) => outside.Add(key);

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

    // A comparison with a parameter, or of a list that is one, and the condition that it was taken to lie within.
    private sealed class Within(FilterNode comparison, IndexComparison condition)
    {
        private readonly string _parameter = ((ParameterTerm)(comparison is InFilter @in ? @in.Values : ((CompareFilter)comparison).Value)).Name;

        public string Key { get; } = KeyOf(comparison, condition);

        public IndexComparison Condition => condition;

        public static string KeyOf(FilterNode comparison, IndexComparison condition) => $"{comparison} within {condition}";

        public bool Holds(DynoQueryContext context)
        {
            var value = new ConstantTerm(context.Parameters[_parameter]);
            try
            {
                return Implications.Implies(comparison is InFilter @in ? @in with { Values = value } : (CompareFilter)comparison with { Value = value }, condition);
            }
            catch (OverflowException)
            {
                // A number that the property's type does not have.
                return false;
            }
        }
    }
}
