// The change of an item: actions that are applied to it together.

namespace Dyno.Expressions;

/// <summary>
/// The change of an item. All right sides are evaluated on the item as it was; then all actions are applied.
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
/// </summary>
public sealed class UpdateExpression
{
    private readonly UpdatePlan _plan;

    /// <summary>These actions; no path may lie in another one.</summary>
    public UpdateExpression(IReadOnlyList<UpdateAction> actions)
    {
        Actions = actions ?? throw new ArgumentNullException(nameof(actions));
        if (PathConflicts.Find([.. actions.Select(a => a.Path)]) is { } found)
        {
            throw ExpressionMessages.Invalid(ExpressionKind.UpdateExpression, found.Message);
        }

        _plan = new UpdatePlan(actions);
        OnlyRemoves = actions.All(a => a is RemoveAction or DeleteAction);
    }

    /// <summary>The actions.</summary>
    public IReadOnlyList<UpdateAction> Actions { get; }

    /// <summary>Whether there are only REMOVE and DELETE actions: they do not make an item that is not there.</summary>
    public bool OnlyRemoves { get; }

    /// <summary>Every path of the update: what is changed and what is read.</summary>
    public IReadOnlyList<DocumentPath> Paths => field ??= [.. Actions.SelectMany(PathsOf)];

    /// <summary>Parses a text; <see cref="ValidationException"/> with DynamoDB's message where it is wrong.</summary>
    public static UpdateExpression Parse(string text, ExpressionScope? scope = null) =>
        new(new UpdateParser(text, scope ?? new ExpressionScope()).Parse());

    /// <summary>
    /// The item after the update. <see cref="ValidationException"/> with DynamoDB's message where an operand has the wrong type or a path leads
    /// nowhere. The key is not guarded here.
    /// </summary>
    public Item Apply(Item before) => _plan.Apply(before);

    /// <summary>The parts of an item that the actions touch, for UPDATED_OLD and UPDATED_NEW.</summary>
    public Item ProjectTouched(Item item) => _plan.Touched.Apply(item);

    /// <summary>The actions as people read them, values in their places.</summary>
    public override string ToString() => ExpressionPrinter.Readable.Print(this);

    private static IEnumerable<DocumentPath> PathsOf(UpdateAction action) => action is SetAction set ? [action.Path, .. PathsOf(set.Value)] : [action.Path];

    private static IEnumerable<DocumentPath> PathsOf(SetValue value) => value switch
    {
        SetOperand { Operand: PathOperand path } => [path.Path],
        IfNotExists conditional => [conditional.Path, .. PathsOf(conditional.Otherwise)],
        ListAppend append => [.. PathsOf(append.First), .. PathsOf(append.Second)],
        Plus plus => [.. PathsOf(plus.Left), .. PathsOf(plus.Right)],
        Minus minus => [.. PathsOf(minus.Left), .. PathsOf(minus.Right)],
        _ => [],
    };
}
