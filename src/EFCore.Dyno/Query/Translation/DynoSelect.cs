// A translated query: where its rows come from, what is asked of the store in the order of evaluation, and the steps after it that
// only the provider can do. Immutable; each operator gives a new one.

using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed record RowOrdering(Expression Key, bool Descending)
{
    public override string ToString() => RowText.Of(Key) + (Descending ? " descending" : "");
}

internal sealed record DynoSelect(RowOrigin Origin)
{
    // Predicates, orderings and limits stand here only over a store origin, and only before every step.
    public ImmutableArray<Expression> Predicates { get; init; } = [];

    public ImmutableArray<RowOrdering> Orderings { get; init; } = [];

    public Expression? Skip { get; init; }

    public Expression? Take { get; init; }

    public string? IndexName { get; init; }

    public bool AllowScan { get; init; }

    public bool ConsistentRead { get; init; }

    // Whether it finds what goes with a deleted principal: a bulk write that is planned and not carried out.
    public bool IsCascade { get; init; }

    // The most items that the store looks at, and how many parts of a scan are read at a time; null and 1 where nothing was said.
    public Expression? EvaluateAtMost { get; init; }

    public int ScanSegments { get; init; } = 1;

    public ImmutableArray<RowStep> Steps { get; init; } = [];

    public StoreOrigin? Store => Origin as StoreOrigin;

    public string Name => Store?.EntityType.DisplayName() ?? Origin.Text;

    // Whether a filter or an order would still come before every limit and step.
    public bool IsOpen => Store is not null && Skip is null && Take is null && Steps.IsEmpty;

    public DynoSelect With(RowStep step) => this with { Steps = Steps.Add(step) };

    public override string ToString()
    {
        var text = new StringBuilder(Origin.Text);
        foreach (var predicate in Predicates)
        {
            text.AppendLine().Append("where ").Append(RowText.Of(predicate));
        }

        if (!Orderings.IsEmpty)
        {
            text.AppendLine().Append("order by ").AppendJoin(", ", Orderings);
        }

        Line("skip ", Skip);
        Line("take ", Take);
        foreach (var step in Steps)
        {
            text.AppendLine().Append("then ").Append(step.Text);
        }

        Flag(IndexName is not null, "with index " + IndexName);
        Flag(AllowScan, "scan allowed");
        Flag(ConsistentRead, "consistent");
        Line("evaluate at most ", EvaluateAtMost);
        Flag(ScanSegments > 1, $"{ScanSegments} segments");
        return text.ToString();

        void Line(string name, Expression? value)
        {
            if (value is not null)
            {
                text.AppendLine().Append(name).Append(RowText.Of(value));
            }
        }

        void Flag(bool set, string name)
        {
            if (set)
            {
                text.AppendLine().Append(name);
            }
        }
    }
}

// The select as EF carries it.
internal sealed class DynoQueryExpression(DynoSelect select) : Expression, IPrintableExpression
{
    public DynoSelect Select { get; } = select;

    public override Type Type => typeof(IEnumerable<object>);

    public override ExpressionType NodeType => ExpressionType.Extension;

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;

    void IPrintableExpression.Print(ExpressionPrinter expressionPrinter) => expressionPrinter.Append(Select.ToString());
}
