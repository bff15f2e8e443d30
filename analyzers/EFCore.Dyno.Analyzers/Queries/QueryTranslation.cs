// What a query asks, in the planner's terms, operator by operator, as the provider translates it: what stands before every limit and step goes to the store,
// what comes after is the provider's work. A projection changes only what a row is.

using EFCore.Dyno.Analyzers.Model;
using EFCore.Dyno.Query;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Queries;

internal sealed class QueryTranslation
{
    private readonly WellKnown _known;
    private readonly RowScope _scope;
    private readonly ReadAttributes _attributes;
    private readonly List<PlanPredicate> _predicates = [];
    private readonly List<QueryCondition> _conditions = [];
    private readonly List<QueryOrdering> _orderings = [];
    private readonly List<ClientStep> _clientSteps = [];
    private RowValue _row;
    private IOperation? _projection;
    private bool _isClosed;
    private bool _readsAll;

    private QueryTranslation(ReadQuery query, EntityModel entity, WellKnown known)
    {
        (Query, Entity, _known) = (query, entity, known);
        _scope = new(known);
        _attributes = new(_scope);
        _row = new EntityRow(entity, entity);
    }

    public ReadQuery Query { get; }

    public EntityModel Entity { get; }

    public IReadOnlyList<QueryCondition> Conditions => _conditions;

    public IReadOnlyList<QueryOrdering> Orderings => _orderings;

    public IReadOnlyList<ClientStep> ClientSteps => _clientSteps;

    public bool AllowsScan { get; private set; }

    public bool IgnoresFilters { get; private set; }

    public bool IsConsistent { get; private set; }

    public QueryStep? ConsistentStep { get; private set; }

    public string? IndexName { get; private set; }

    public QueryStep? IndexStep { get; private set; }

    public QueryStep? SkipStep { get; private set; }

    /// <summary>The operator that ends the query after some rows: Take, First, a page.</summary>
    public QueryStep? LimitStep { get; private set; }

    public bool IsBudgeted { get; private set; }

    public bool IsCount { get; private set; }

    public bool IsAny { get; private set; }

    /// <summary>Something was said that may choose other rows or another path than is seen here.</summary>
    public bool IsUncertain { get; private set; }

    /// <summary>Which attributes the query reads could not be told.</summary>
    public bool HasUnknownAttributes { get; private set; }

    public static QueryTranslation Of(ReadQuery query, EntityModel entity, WellKnown known)
    {
        var translation = new QueryTranslation(query, entity, known);
        translation.AddModelConditions();
        foreach (var step in query.Steps)
        {
            translation.Apply(step);
        }

        translation.FinishAttributes();
        return translation;
    }

    public PlanRequest Request(bool? wholeEntities = null) => new()
    {
        EntityName = Entity.Type.Name,
        Paths = Entity.Paths,
        Discriminator = Entity.Root.Derived.IsEmpty ? Entity.Discriminator : null,
        Predicates = _predicates,
        Orderings = [.. _orderings.Select(o => new PlanOrdering(o.Property, o.Descending, o.Property?.Name ?? "?") { Attributes = o.Attributes })],
        IndexName = IndexName,
        ConsistentRead = IsConsistent,
        AllowScan = AllowsScan,
        HasLimit = LimitStep is not null,
        HasSkip = SkipStep is not null,
        IsBudgeted = IsBudgeted,
        IsCount = IsCount,
        IsAny = IsAny,
        Attributes = wholeEntities ?? _readsAll ? null : _attributes.Names,
        ClientSteps = [.. _clientSteps.Select(s => s.Text)],
    };

    /// <summary>The stored attribute that an expression within the query's lambdas reads.</summary>
    public FilterField? FieldOf(IOperation operation) => _scope.FieldOf(operation);

    private bool IsOpen => SkipStep is null && LimitStep is null && _clientSteps.Count == 0 && !_isClosed;

    private void AddModelConditions()
    {
        if (Discriminators.Filter(Entity) is { } ofType)
        {
            Add(null, null, ofType);
        }

        IgnoresFilters = Query.Steps.Any(s => s.Name == WellKnown.IgnoreQueryFilters);
        if (IgnoresFilters)
        {
            // By name, some of them are left.
            IsUncertain |= !Entity.QueryFilters.IsEmpty && Query.Steps.Any(s => s.Name == WellKnown.IgnoreQueryFilters && s.Call.Arguments.Length > 1);
            return;
        }

        foreach (var filter in Entity.QueryFilters)
        {
            AddPredicate(filter.Lambda, null);
        }
    }

    private void Apply(QueryStep step)
    {
        switch (step.Name)
        {
            case WellKnown.Where:
                Filter(step, step.Call.At(1));
                break;
            case "Select":
                Project(step, step.Call.At(1).AsLambda());
                break;
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                Order(step, Body(step.Call.At(1).AsLambda(), _row));
                break;
            case "Order" or "OrderDescending":
                AddOrdering(step, _row, []);
                break;
            case "Reverse" when IsOpen && _orderings.Count > 0:
                Turn();
                break;
            case "Skip":
                Skip(step);
                break;
            case "Take":
                Limit(step);
                break;
            case "Distinct":
                if (_row is not EntityRow)
                {
                    _clientSteps.Add(new("distinct", step));
                }

                break;
            case WellKnown.AllowScan or "ScanInParallel":
                AllowsScan = true;
                break;
            case WellKnown.WithIndex:
                (IndexName, IndexStep) = (step.Call.At(1).Text(), step);
                IsUncertain |= IndexName is null;
                break;
            case "ConsistentRead":
                (IsConsistent, ConsistentStep) = (true, step);
                break;
            case "EvaluateAtMost":
                IsBudgeted = true;
                break;
            case "OfType" or "Cast":
                Retype(step);
                break;
            default:
                ApplyTerminal(step);
                break;
        }
    }

    private void ApplyTerminal(QueryStep step)
    {
        if (WellKnown.PassingThrough.Contains(step.Name) || step.Name == WellKnown.IgnoreQueryFilters)
        {
            return;
        }

        switch (step.Name)
        {
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault":
                FilterBy(step);
                Limit(step);
                break;
            case "Last" or "LastOrDefault":
                FilterBy(step);
                if (IsOpen && _orderings.Count > 0)
                {
                    Turn();
                }
                else
                {
                    _clientSteps.Add(new("reverse", step));
                }

                Limit(step);
                break;
            case "ElementAt" or "ElementAtOrDefault":
                Skip(step);
                Limit(step);
                break;
            case "Any":
                FilterBy(step);
                IsAny = _clientSteps.Count == 0;
                _isClosed = true;
                break;
            case "All":
                FilterBy(step, negated: true);
                IsAny = _clientSteps.Count == 0;
                _isClosed = true;
                break;
            case "Count" or "LongCount":
                FilterBy(step);
                IsCount = IsOpen;
                _clientSteps.Add(new("count", step));
                break;
            case "Sum" or "Average" or "Min" or "Max":
                _row = step.Call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "selector")?.Value.AsLambda() is { } selector
                    ? Projected(selector)
                    : _row;
                _clientSteps.Add(new(step.Name.ToLowerInvariant(), step));
                break;
            case "ToPage":
                Limit(step);
                break;
            case "ExecuteDelete" or "ExecuteUpdate":
                HasUnknownAttributes = true;
                break;
            case WellKnown.Contains:
                // The entity is compared by its key.
                IsUncertain = true;
                break;
            default:
                if (!WellKnown.IsExecuting(step.Name))
                {
                    // Joins, groups, set operations and what else the store does not do.
                    _clientSteps.Add(new(step.Name, step));
                    _row = OpaqueRow.Instance;
                    _readsAll = true;
                    IsUncertain |= !WellKnown.FinishedByProvider.Contains(step.Name) || JoinsConditions(step);
                }

                break;
        }
    }

    // The provider asks what the inner rows' keys are compared with of the first rows as well.
    private bool JoinsConditions(QueryStep step) =>
        step.Name == "Join" && !_known.IsDbSet(step.Call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "inner")?.Value.Unconvert().Type);

    private void FilterBy(QueryStep step, bool negated = false)
    {
        if (step.Call.Arguments.FirstOrDefault(a => a.Parameter?.Name == "predicate")?.Value is { } predicate)
        {
            Filter(step, predicate, negated);
        }
    }

    private void Filter(QueryStep step, IOperation? argument, bool negated = false)
    {
        if (!IsOpen)
        {
            // The provider asks what the first rows of a join answer themselves before it joins.
            IsUncertain |= _clientSteps.Any(s => s.Step.Name is "Join" or "LeftJoin" or "RightJoin" or "GroupJoin" or "SelectMany");
            _clientSteps.Add(new("filter", step));
            return;
        }

        if (argument.AsLambda() is not { Symbol.Parameters.Length: 1 } lambda || lambda.Result() is null)
        {
            IsUncertain = true;
            return;
        }

        if (negated)
        {
            _scope.Add(lambda.Symbol.Parameters[0], _row);
            var reader = new ConditionReader(_scope, _known);
            var filter = reader.Read(lambda.Result()!);
            IsUncertain |= reader.IsUncertain;
            Add(lambda.Result(), step, filter is null ? null : new NotFilter(filter), ReadBy(lambda.Result()!));
            return;
        }

        AddPredicate(lambda, step);
    }

    private void AddPredicate(IAnonymousFunctionOperation lambda, QueryStep? step)
    {
        if (lambda.Symbol.Parameters.Length != 1 || lambda.Result() is not { } body)
        {
            IsUncertain = true;
            return;
        }

        _scope.Add(lambda.Symbol.Parameters[0], _row);
        foreach (var conjunct in ConditionReader.Conjuncts(body))
        {
            var reader = new ConditionReader(_scope, _known);
            var filter = reader.Read(conjunct);
            IsUncertain |= reader.IsUncertain;
            Add(conjunct, step, filter, ReadBy(conjunct));
        }
    }

    private void Add(IOperation? operation, QueryStep? step, FilterNode? filter, IReadOnlyList<string>? attributes = null)
    {
        _conditions.Add(new(operation, filter, step, _predicates.Count));
        _predicates.Add(new(filter, filter?.ToString() ?? "?") { Attributes = attributes ?? [] });
    }

    private IReadOnlyList<string> ReadBy(IOperation operation)
    {
        var attributes = new ReadAttributes(_scope);
        attributes.Read(operation);
        _readsAll |= attributes.IsWhole;
        return attributes.Names;
    }

    private void Project(QueryStep step, IAnonymousFunctionOperation? lambda)
    {
        if (lambda is not { Symbol.Parameters.Length: 1 })
        {
            _row = OpaqueRow.Instance;
            HasUnknownAttributes = true;
            return;
        }

        _row = Projected(lambda);
    }

    private RowValue Projected(IAnonymousFunctionOperation lambda)
    {
        if (Body(lambda, _row) is not { } body)
        {
            HasUnknownAttributes = true;
            return OpaqueRow.Instance;
        }

        var projected = _scope.Project(body);
        _projection = body;
        return projected;
    }

    private IOperation? Body(IAnonymousFunctionOperation? lambda, RowValue row)
    {
        if (lambda is not { Symbol.Parameters.Length: 1 })
        {
            return null;
        }

        _scope.Add(lambda.Symbol.Parameters[0], row);
        return lambda.Result();
    }

    private void Order(QueryStep step, IOperation? key)
    {
        // Work that follows the store's part reads its attributes in any case.
        if (key is not null && !IsOpen)
        {
            _attributes.Read(key);
        }

        AddOrdering(step, key is null ? OpaqueRow.Instance : _scope.ValueOf(key) ?? OpaqueRow.Instance, key is null || !IsOpen ? [] : ReadBy(key));
    }

    private void AddOrdering(QueryStep step, RowValue key, IReadOnlyList<string> attributes)
    {
        if (!IsOpen)
        {
            _clientSteps.Add(new("sort", step));
            return;
        }

        if (step.Name is "OrderBy" or "OrderByDescending" or "Order" or "OrderDescending")
        {
            _orderings.Clear();
        }

        var isDescending = step.Name.EndsWith("Descending", StringComparison.Ordinal);
        _orderings.Add(new(key is FieldRow { Field: { IsKeyCandidate: true } field } ? field.Property : null, isDescending, step, attributes));

        // An order by an entity or a made object is one by its parts.
        IsUncertain |= key is EntityRow or MadeRow;
    }

    private void Turn()
    {
        for (var i = 0; i < _orderings.Count; i++)
        {
            _orderings[i] = _orderings[i] with { Descending = !_orderings[i].Descending };
        }
    }

    private void Skip(QueryStep step)
    {
        if (IsOpen)
        {
            SkipStep = step;
        }
        else
        {
            _clientSteps.Add(new("skip", step));
        }
    }

    private void Limit(QueryStep step)
    {
        if (LimitStep is null && _clientSteps.Count == 0)
        {
            LimitStep = step;
        }
        else
        {
            _clientSteps.Add(new("take", step));
        }
    }

    // A type derived from the one that is queried is told by its discriminator, and read on the same paths.
    private void Retype(QueryStep step)
    {
        if (_row is not EntityRow { Entity: var entity } || step.Call.TargetMethod.TypeArguments is not [INamedTypeSymbol target])
        {
            _row = OpaqueRow.Instance;
            return;
        }

        if (SymbolEqualityComparer.Default.Equals(target, entity.Type) || entity.Type.AllInterfaces.Contains(target, SymbolEqualityComparer.Default))
        {
            return;
        }

        var derived = entity.Derived.FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Type, target));
        IsUncertain |= derived is null;
        _row = derived is null ? OpaqueRow.Instance : new EntityRow(derived, Entity);
        if (step.Name == "OfType" && IsOpen)
        {
            Add(null, null, null);
        }
    }

    private void FinishAttributes()
    {
        // A test of existence and a count make no rows.
        if (IsAny || IsCount)
        {
            return;
        }

        switch (_row)
        {
            case EntityRow or OpaqueRow when _projection is null:
                _readsAll = true;
                break;
            default:
                if (_projection is not null)
                {
                    _attributes.Read(_projection);
                }

                break;
        }

        _readsAll |= _attributes.IsWhole;
    }
}
