// Matches predicates against a key attribute: what its text must be or begin with, and which predicates that answers in full.


namespace EFCore.Dyno.Query;

internal sealed record KeyMatch(SortRange Range, IReadOnlyList<int> Consumed)
{
    public bool IsExact => Range.Match == SortMatch.Equal;
}

internal sealed class KeyMatcher(IReadOnlyList<PlanPredicate> all)
{
    // As equalities where they are such, at the same places.
    private readonly IReadOnlyList<PlanPredicate> _predicates = all.Any(p => Equality(p.Filter) is not null)
        ? [.. all.Select(p => Equality(p.Filter) is { } equality ? p with { Filter = equality } : p)]
        : all;

    // The highest scalar value: after every text that begins with what stands before it.
    public const string Highest = "\U0010FFFF";

    // Every attribute of the partition key; one of them may be given by a list.
    public IReadOnlyList<KeyMatch>? MatchPartition(AccessPath path)
    {
        var matches = new List<KeyMatch>(1);
        foreach (var key in path.PartitionKeys)
        {
            if (MatchExact(key, allowList: !matches.Exists(m => m.Range.Low.IsListed)) is not { } match)
            {
                return null;
            }

            matches.Add(match);
        }

        return matches;
    }

    // The sort key's attributes in order, as far as they are given: all but the last by equality.
    public IReadOnlyList<KeyMatch> MatchSorts(AccessPath path, bool allowList)
    {
        var matches = new List<KeyMatch>(1);
        foreach (var key in path.SortKeys)
        {
            if (MatchSort(key, allowList) is not { } match)
            {
                break;
            }

            matches.Add(match);
            if (!match.IsExact)
            {
                break;
            }
        }

        return matches;
    }

    // The whole key value from equalities (or one IN); null where a property is not fixed.
    public KeyMatch? MatchExact(KeyShape key, bool allowList)
    {
        if (key.Segments.Count == 0)
        {
            return null;
        }

        var pieces = new List<KeyPiece>(key.Segments.Count);
        var consumed = new List<int>();
        foreach (var segment in key.Segments)
        {
            if (segment.Shards is { } shards)
            {
                // Without what decides it, all shards are read, like the keys of a list.
                var by = shards.By.Select(s => FindEqual(s.Property)).ToList();
                var isKnown = !by.Contains(-1);
                if (!isKnown && !allowList)
                {
                    return null;
                }

                pieces.Add(new(segment, null, IsList: !isKnown) { ShardedBy = isKnown ? [.. by.Select(i => Compare(i).Value)] : null });
                continue;
            }

            if (segment.Property is not { } property)
            {
                pieces.Add(new(segment, null));
                continue;
            }

            var index = FindEqual(property);
            var isList = false;
            if (index < 0 && allowList && !pieces.Exists(p => p.IsList))
            {
                index = Find<InFilter>(property);
                isList = index >= 0;
            }

            if (index < 0)
            {
                return null;
            }

            pieces.Add(isList ? new(segment, ((InFilter)_predicates[index].Filter!).Values, IsList: true) : Piece(segment, Compare(index)));
            consumed.Add(index);
        }

        // "{x}{y}" may be the same text for two pairs of values: the predicates are tested again on what is found.
        return new(new(SortMatch.Equal, new(key, pieces)), IsInjective(key) ? consumed : []);
    }

    // The narrowest range of a sort key that the predicates give.
    public KeyMatch? MatchSort(KeyShape key, bool allowList)
    {
        if (MatchExact(key, allowList: false) is { } exact)
        {
            return exact;
        }

        if (key.Property is { } property)
        {
            return MatchProperty(key, property) ?? (allowList ? MatchExact(key, allowList: true) : null);
        }

        return (allowList ? MatchExact(key, allowList: true) : null) ?? MatchTemplate(key);
    }

    private KeyMatch? MatchProperty(KeyShape key, IProperty property)
    {
        var prefix = Find<BeginsWithFilter>(property);
        if (prefix >= 0 && key.AttributeType != AttributeType.N)
        {
            return new(new(SortMatch.BeginsWith, new(key, [new(key.Segments[0], ((BeginsWithFilter)_predicates[prefix].Filter!).Prefix)])), [prefix]);
        }

        var low = FindCompare(property, FilterOperator.GreaterOrEqual, FilterOperator.Greater);
        var high = FindCompare(property, FilterOperator.LessOrEqual, FilterOperator.Less);
        if (low >= 0 && high >= 0)
        {
            // DynamoDB takes one condition on a sort key, and BETWEEN includes both ends: a strict end is tested again.
            var lower = Compare(low);
            var upper = Compare(high);
            var consumed = new List<int>();
            if (lower.Operator == FilterOperator.GreaterOrEqual)
            {
                consumed.Add(low);
            }

            if (upper.Operator == FilterOperator.LessOrEqual)
            {
                consumed.Add(high);
            }

            return new(new(SortMatch.Between, Value(key, lower), Value(key, upper)), consumed);
        }

        var single = Math.Max(low, high);
        if (single < 0)
        {
            return null;
        }

        var compare = Compare(single);
        var match = compare.Operator switch
        {
            FilterOperator.Less => SortMatch.Less,
            FilterOperator.LessOrEqual => SortMatch.LessOrEqual,
            FilterOperator.Greater => SortMatch.Greater,
            _ => SortMatch.GreaterOrEqual,
        };
        return new(new(match, Value(key, compare)), [single]);
    }

    private KeyMatch? MatchTemplate(KeyShape key)
    {
        var pieces = new List<KeyPiece>();
        for (var i = 0; i < key.Segments.Count; i++)
        {
            var segment = key.Segments[i];
            if (segment.Property is not { } property)
            {
                pieces.Add(new(segment, null));
                continue;
            }

            var equal = FindEqual(property);
            if (equal >= 0)
            {
                pieces.Add(Piece(segment, Compare(equal)));
                continue;
            }

            if (KeyText.IsText(property))
            {
                var prefix = Find<BeginsWithFilter>(property);
                if (prefix >= 0)
                {
                    pieces.Add(new(segment, ((BeginsWithFilter)_predicates[prefix].Filter!).Prefix) { IsPrefix = true });
                    return new(new(SortMatch.BeginsWith, new(key, pieces)), []);
                }
            }

            if (i == key.Segments.Count - 1 && TemplateRange(key, segment, pieces) is { } range)
            {
                return range;
            }

            break;
        }

        return pieces.Count == 0 ? null : new(new(SortMatch.BeginsWith, new(key, pieces)), []);
    }

    // A range of the last property of a template. Its predicates are tested again: the template's text decides only the reading.
    private KeyMatch? TemplateRange(KeyShape key, KeyShapeSegment segment, List<KeyPiece> prefix)
    {
        var property = segment.Property!;
        if (!KeyText.SortsAsText(segment))
        {
            return null;
        }

        var low = FindCompare(property, FilterOperator.GreaterOrEqual, FilterOperator.Greater);
        var high = FindCompare(property, FilterOperator.LessOrEqual, FilterOperator.Less);
        if (low < 0 && high < 0)
        {
            return null;
        }

        List<KeyPiece> lower = [.. prefix];
        if (low >= 0)
        {
            lower.Add(Piece(segment, Compare(low)) with { IsBound = true });
        }

        List<KeyPiece> upper = [.. prefix];
        upper.Add(high >= 0 ? Piece(segment, Compare(high)) with { IsBound = true } : new(new KeyShapeSegment(Highest, null), null));
        return lower.Count == 0
            ? new(new(SortMatch.LessOrEqual, new(key, upper)), [])
            : new(new(SortMatch.Between, new(key, lower), new(key, upper)), []);
    }

    // !x.Flag is x.Flag == false, and !(x.Key != value) is x.Key == value. As a filter the first also finds an item without the attribute; a key always has it.
    public static CompareFilter? Equality(FilterNode? filter) => filter is NotFilter { Operand: CompareFilter compare }
        ? compare switch
        {
            { Operator: FilterOperator.NotEqual, Value.IsNull: false } => compare with { Operator = FilterOperator.Equal },
            { Operator: FilterOperator.Equal, Value: ConstantTerm { Value: bool value }, Field.Property: { IsNullable: false } } => compare with { Value = new ConstantTerm(!value) },
            _ => null,
        }
        : null;

    private static bool IsInjective(KeyShape key)
    {
        for (var i = 1; i < key.Segments.Count; i++)
        {
            if (key.Segments[i].Property is not null && key.Segments[i - 1].Property is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static KeyValue Value(KeyShape key, CompareFilter compare) => new(key, [Piece(key.Segments[0], compare)]);

    private static KeyPiece Piece(KeyShapeSegment segment, CompareFilter compare) => new(segment, compare.Value) { Field = compare.Field };

    private CompareFilter Compare(int index) => (CompareFilter)_predicates[index].Filter!;

    private int FindEqual(IProperty property) => FindCompare(property, FilterOperator.Equal, FilterOperator.Equal);

    private int FindCompare(IProperty property, FilterOperator first, FilterOperator second)
    {
        for (var i = 0; i < _predicates.Count; i++)
        {
            if (_predicates[i].Filter is CompareFilter { Value.IsNull: false } compare
                && compare.Field.IsKeyCandidate
                && compare.Field.Property == property
                && (compare.Operator == first || compare.Operator == second)
                && (!compare.Value.VariesInNull || compare.Operator != FilterOperator.Equal || !property.IsNullable || IsThere(property)))
            {
                return i;
            }
        }

        return -1;
    }

    // The query rules out the rows without it by itself.
    private bool IsThere(IProperty property)
    {
        foreach (var predicate in _predicates)
        {
            if (predicate.Filter is ExistsFilter { Exists: true } exists && exists.Field.Property == property)
            {
                return true;
            }
        }

        return false;
    }

    private int Find<TFilter>(IProperty property)
        where TFilter : FilterNode
    {
        for (var i = 0; i < _predicates.Count; i++)
        {
            var field = _predicates[i].Filter switch
            {
                InFilter filter when typeof(TFilter) == typeof(InFilter) && !(filter.HasNull && property.IsNullable) => filter.Field,
                BeginsWithFilter filter when typeof(TFilter) == typeof(BeginsWithFilter) => filter.Field,
                _ => null,
            };
            if (field is { IsKeyCandidate: true } && field.Property == property)
            {
                return i;
            }
        }

        return -1;
    }
}
