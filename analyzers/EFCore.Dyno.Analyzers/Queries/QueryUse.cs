// A query at the place where it is run: its operators, what it asks, the plan that it will have at run time, and where a rule's finding goes.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class QueryUse
{
    private readonly Action<Diagnostic> _report;

    private QueryUse(Facts facts, ReadQuery query, QueryTranslation translation, Location location, Action<Diagnostic> report)
    {
        (Facts, Query, Translation, Location, _report) = (facts, query, translation, location, report);
        if (translation is { IndexName: { } index, IsUncertain: false } && !Entity.Paths.Any(p => p.IndexName == index))
        {
            NamesUnknownIndex = true;
            return;
        }

        Plan = PlanOf(translation, out var refusal);
        Refusal = refusal;
    }

    public Facts Facts { get; }

    public ReadQuery Query { get; }

    public QueryTranslation Translation { get; }

    /// <summary>The entity type that is queried.</summary>
    public EntityModel Entity => Translation.Entity;

    /// <summary>The name of the call that runs the query, or the query itself.</summary>
    public Location Location { get; }

    /// <summary>The <c>DbSet</c> that the query begins with, if it is in the same file: a diagnostic's additional locations, for fixes that begin there.</summary>
    public IEnumerable<Location> Roots => Query.Root.Syntax.SyntaxTree == Location.SourceTree ? [Query.Root.Syntax.GetLocation()] : [];

    /// <summary>The plan that the provider will make; null where it is not certain, or where it will refuse the query.</summary>
    public QueryPlan? Plan { get; }

    /// <summary>
    /// The provider may read the items of related entities with these, in one Query of their partition: the path is the plan's, or that Query. Only with the
    /// whole model at hand, as at run time, is that decided.
    /// </summary>
    public bool MayReadCollection =>
        Plan is { Kind: AccessKind.GetItem or AccessKind.Query, Path.IndexName: null }
        && Entity.Context.Entities.Any(e => e.Root != Entity.Root && (e.TableName is null || e.TableName == Entity.TableName))
        && Query.Steps.Any(s => s.Name == "Include" || s.Call.Arguments.Skip(1).Any(a => ReadsOthers(a.Value)));

    /// <summary>WithIndex names an index that the entity type does not have.</summary>
    public bool NamesUnknownIndex { get; }

    /// <summary>Why the index that is named cannot answer, or null.</summary>
    public string? Refusal { get; }

    /// <summary>Without a condition or an order the store stops at the rows that were asked for.</summary>
    public bool StopsByItself =>
        (Translation.LimitStep is not null || Translation.IsAny) && Translation.Orderings.Count == 0 && !Translation.Conditions.Any(c => c.Step is not null);

    /// <summary>The conditions that the query itself states and that are no part of the key condition.</summary>
    public IEnumerable<QueryCondition> Filters()
    {
        if (Plan is not { } plan)
        {
            yield break;
        }

        var filtered = Conjuncts(plan.Filter).ToList();
        foreach (var condition in Translation.Conditions)
        {
            if (condition.Step is not null && (plan.ClientPredicates.Contains(condition.Place) || (condition.Filter is { } filter && filtered.Contains(filter))))
            {
                yield return condition;
            }
        }
    }

    /// <summary>Where an operator's name stands; of one in another file, the query itself.</summary>
    public Location At(QueryStep step) => At(NameOf(step.Call));

    public Location At(IOperation operation) => At(operation.Syntax.GetLocation());

    private Location At(Location location) => location.SourceTree == Location.SourceTree ? location : Location;

    public void Report(Diagnostic diagnostic) => _report(diagnostic);

    /// <summary>Null where the query's entity type is not known for certain.</summary>
    public static QueryUse? Of(Facts facts, ReadQuery query, Location location, Action<Diagnostic> report) =>
        facts.Model.Find(query.Context, query.Entity) is { } entity
            ? new(facts, query, QueryTranslation.Of(query, entity, facts.Known), location, report)
            : null;

    /// <summary>Where an operator's name stands.</summary>
    public static Location NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation
            ? invocation.Expression switch
            {
                MemberAccessExpressionSyntax member => member.Name.GetLocation(),
                MemberBindingExpressionSyntax binding => binding.Name.GetLocation(),
                var expression => expression.GetLocation(),
            }
            : call.Syntax.GetLocation();

    // A query of its own, or a navigation.
    private bool ReadsOthers(IOperation operation) => operation.DescendantsAndSelf().Any(o =>
        Facts.Known.IsDbSet(o.Type) || (o is IPropertyReferenceOperation { Property.Name: var name } && Entity.FindNavigation(name) is { IsEmbedded: false }));

    private static IEnumerable<FilterNode> Conjuncts(FilterNode? filter) => filter switch
    {
        null => [],
        AndFilter all => Conjuncts(all.Left).Concat(Conjuncts(all.Right)).Append(all),
        _ => [filter],
    };

    private static QueryPlan? PlanOf(QueryTranslation translation, out string? refusal)
    {
        refusal = null;
        if (translation.IsUncertain)
        {
            return null;
        }

        try
        {
            if (!translation.HasUnknownAttributes)
            {
                return AccessPathPlanner.Plan(translation.Request());
            }

            var whole = AccessPathPlanner.Plan(translation.Request(wholeEntities: true));
            var part = AccessPathPlanner.Plan(translation.Request(wholeEntities: false));
            return whole.Kind == part.Kind && whole.Path == part.Path ? whole : null;
        }
        catch (InvalidOperationException refused)
        {
            // The planner says so where an index that is named cannot answer; the provider would throw the same.
            refusal = refused.Message;
            return null;
        }
    }
}
