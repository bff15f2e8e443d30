// The range of sort keys that one read of an item collection has, in terms that are known before any item is read: what a read inside
// another takes from the row around it is followed to where that row's own key got it, or else left open.

namespace EFCore.Dyno.Query;

internal sealed class KeyExtent
{
    private readonly CollectionPart _part;
    private readonly CollectionPart _head;

    private KeyExtent(CollectionPart part, CollectionPart head)
    {
        _part = part;
        _head = head;
    }

    // What every sort key begins with, or for an exact extent is.
    public List<KeyPiece> Pieces { get; } = [];

    public bool IsExact { get; private set; }

    // It stands for the ranges of several rows.
    public bool IsOpen { get; private set; }

    public bool IsEverything => Pieces.Count == 0;

    // The ends as symbolic texts.
    public string Low { get; private set; } = "";

    public string High { get; private set; } = "";

    public IEntityType Root => _part.Map.EntityType.GetRootType();

    // Null where the part reads another partition, or would read more than the query uses.
    public static KeyExtent? Of(CollectionPart part, CollectionPart head, IReadOnlyDictionary<Slot, KeyExtent> others, SymbolicTexts texts)
    {
        var extent = new KeyExtent(part, head);
        return extent.ReadsSamePartition(others) && extent.Extend(others) && extent.Spell(texts) ? extent : null;
    }

    // The pieces of an upper end: the first text after all that begin with these.
    public List<KeyPiece> UpperPieces()
    {
        if (IsExact)
        {
            return Pieces;
        }

        return Pieces is [.. var before, { Literal: { Length: > 0 } literal }]
            ? [.. before, Literal(literal[..^1] + (char)(literal[^1] + 1))]
            : [.. Pieces, Literal(KeyMatcher.Highest)];
    }

    private static KeyPiece Literal(string text) => new(new(text, null), null);

    private bool ReadsSamePartition(IReadOnlyDictionary<Slot, KeyExtent> others)
    {
        if (_part == _head)
        {
            return true;
        }

        var mine = _part.Plan.Partition!;
        var heads = _head.Plan.Partition!;
        if (_part.Map.Table != _head.Map.Table || mine.Pieces.Count != heads.Pieces.Count)
        {
            return false;
        }

        for (var i = 0; i < mine.Pieces.Count; i++)
        {
            var piece = mine.Pieces[i];
            var other = heads.Pieces[i];
            if (piece.Literal != other.Literal
                || (piece.Literal is null
                    && !(SymbolicTexts.FormOf(mine.Key, piece.Segment).Equals(SymbolicTexts.FormOf(heads.Key, other.Segment))
                        && (piece.Term!.Equals(other.Term)
                            || (ReadBy(piece.Term) is var (slot, property) && others.TryGetValue(slot, out var extent) && extent.PartitionProperty(i) == property)))))
            {
                return false;
            }
        }

        return true;
    }

    private IProperty? PartitionProperty(int piece) => _part.Plan.Partition!.Key.Segments[piece].Property;

    private bool Extend(IReadOnlyDictionary<Slot, KeyExtent> others)
    {
        if (_part.Plan.Sort is not { } sort)
        {
            return true;
        }

        foreach (var piece in sort.Low.Pieces)
        {
            if (piece.Term is not ComputedTerm computed)
            {
                Pieces.Add(piece);
                continue;
            }

            if (ReadBy(computed) is not var (slot, property) || !others.TryGetValue(slot, out var around))
            {
                return false;
            }

            if (around.TermOf(property) is not { } term)
            {
                // One for each row around it: together they are all that begin so, if every such row is used.
                IsOpen = true;
                return around._part.IsWhole;
            }

            Pieces.Add(piece with { Term = term });
        }

        IsExact = sort.Match == SortMatch.Equal;
        return true;
    }

    // What a property of this part's items is known to be.
    private FilterTerm? TermOf(IProperty property)
    {
        for (var i = 0; i < _head.Plan.Partition!.Pieces.Count; i++)
        {
            if (PartitionProperty(i) == property)
            {
                return _head.Plan.Partition.Pieces[i].Term;
            }
        }

        return Pieces.Find(p => p.Property == property)?.Term;
    }

    private bool Spell(SymbolicTexts texts)
    {
        if (texts.Of(Pieces) is not { } text)
        {
            return false;
        }

        Low = text;
        High = IsExact ? text : text + SymbolicTexts.Last;
        return true;
    }

    private static (Slot Slot, IProperty Property)? ReadBy(FilterTerm term) =>
        term is ComputedTerm { Expression: PropertyRead { Source: { Slot: { } slot, Embedded: null }, Property: var property } } ? (slot, property) : null;
}
