// A translated query: what is asked of one source in the order of evaluation, and the steps after it that only the provider can do.
// Immutable; each operator gives a new one. Steps are open-ended: joins, groups and sets are further kinds of step.

using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal sealed record RowOrdering(Expression Key, bool Descending)
{
    public override string ToString() => RowText.Of(Key) + (Descending ? " descending" : "");
}

internal sealed record DynoSelect(IEntityType EntityType, DynoSource Source)
{
    public ImmutableArray<Expression> Predicates { get; init; } = [];

    public ImmutableArray<RowOrdering> Orderings { get; init; } = [];

    public Expression? Skip { get; init; }

    public Expression? Take { get; init; }

    public string? IndexName { get; init; }

    public bool AllowScan { get; init; }

    public bool ConsistentRead { get; init; }

    public ImmutableArray<RowStep> Steps { get; init; } = [];

    // Whether a filter or an order would still come before every limit and step.
    public bool IsOpen => Skip is null && Take is null && Steps.IsEmpty;

    public DynoSelect With(RowStep step) => this with { Steps = Steps.Add(step) };

    public override string ToString()
    {
        var text = new StringBuilder("from ").Append(EntityType.DisplayName());
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

// One operator over the rows. Its lambdas read the row's item, or after a ProjectStep the parameter that stands for the row.
internal abstract record RowStep
{
    public abstract string Text { get; }
}

internal sealed record FilterStep(Expression Predicate) : RowStep
{
    public override string Text => "filter " + RowText.Of(Predicate);
}

internal sealed record SortStep(ImmutableArray<RowOrdering> Orderings) : RowStep
{
    public override string Text => "sort by " + string.Join(", ", Orderings);
}

internal sealed record SkipStep(Expression Count) : RowStep
{
    public override string Text => "skip " + RowText.Of(Count);
}

internal sealed record TakeStep(Expression Count) : RowStep
{
    public override string Text => "take " + RowText.Of(Count);
}

// Makes the row a value of its own.
internal sealed record ProjectStep(Expression Shaper, ParameterExpression Row) : RowStep
{
    public override string Text => "project";
}

internal sealed record DistinctStep : RowStep
{
    public override string Text => "distinct: the different rows are held in memory";
}

internal enum AggregateKind
{
    Count,
    LongCount,
    Any,
    None,
    Min,
    Max,
    Sum,
    Average,
}

// Makes all rows one value. The selector is null where rows are only counted.
internal sealed record AggregateStep(AggregateKind Kind, Expression? Selector, ParameterExpression Row) : RowStep
{
    public override string Text => Kind switch
    {
        AggregateKind.Count or AggregateKind.LongCount => "count",
        AggregateKind.Any => "any",
        AggregateKind.None => "none",
        _ => $"{Kind.ToString().ToLowerInvariant()} of {RowText.Of(Selector!)}",
    };
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
