// The attributes that a read returns.

namespace Dyno.Expressions;

/// <summary>
/// The attributes, or parts of attributes, that a read returns.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
/// </summary>
public sealed class ProjectionExpression
{
    private readonly ProjectionTree _tree;

    /// <summary>These paths; none may lie in another one.</summary>
    public ProjectionExpression(IReadOnlyList<DocumentPath> paths)
    {
        Paths = paths ?? throw new ArgumentNullException(nameof(paths));
        if (PathConflicts.Find(paths) is { } found)
        {
            throw ExpressionMessages.Invalid(ExpressionKind.ProjectionExpression, found.Message);
        }

        _tree = ProjectionTree.Of(paths);
    }

    /// <summary>The paths.</summary>
    public IReadOnlyList<DocumentPath> Paths { get; }

    /// <summary>Whole attributes.</summary>
    public static ProjectionExpression Of(params IEnumerable<string> attributes) => new([.. attributes.Select(DocumentPath.Of)]);

    /// <summary>Parses a text; <see cref="ValidationException"/> with DynamoDB's message where it is wrong.</summary>
    public static ProjectionExpression Parse(string text, ExpressionScope? scope = null) =>
        new(new ProjectionParser(text, scope ?? new ExpressionScope()).Parse());

    /// <summary>The parts of an item that the paths lead to, in their places; elements of lists close ranks.</summary>
    public Item Apply(Item item) => Apply(item.Span);

    // Of an item that stands where only a span can go.
    internal Item Apply(ReadOnlySpan<byte> itemBytes)
    {
        var writer = ItemWriter.Rent();
        try
        {
            _tree.Write(writer, new ItemReader(itemBytes));
            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    /// <summary>The paths as people read them.</summary>
    public override string ToString() => string.Join(", ", Paths);
}

internal sealed class ProjectionParser(string text, ExpressionScope scope) : ExpressionParser(text, ExpressionKind.ProjectionExpression, scope)
{
    protected override int ReservedRank => 0;

    protected override int NameRank => 1;

    protected override int ValueRank => 1;

    public List<DocumentPath> Parse()
    {
        var paths = new List<DocumentPath>();
        do
        {
            paths.Add(Path());
        }
        while (Try(TokenKind.Comma));
        ExpectEnd();
        return paths;
    }
}
