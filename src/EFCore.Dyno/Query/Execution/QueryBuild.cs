// What the pipelines of one query share while they are built: the row's layout, the compiler of lambdas, and the outline of plans.

using System.Text;

namespace EFCore.Dyno.Query;

internal sealed class QueryBuild(IReadOnlyList<string> tags, ParameterFacts facts, Func<RowLayout, RowCompiler> compiler)
{
    public ParameterFacts Facts => facts;

    // TagWith's, for the log.
    public IReadOnlyList<string> Tags => tags;

    public RowLayout Layout { get; } = new();

    public PlanOutline Outline { get; } = new();

    // The reads that one Query answers together, if there are any.
    public ItemCollectionPlan? Collection { get; set; }

    public RowCompiler Compiler() => compiler(Layout);
}

// The plans of a query and of the queries inside it, in the order in which they were made, each as deep as it stands.
internal sealed class PlanOutline
{
    private readonly List<(int Depth, string Label, string Text)> _lines = [];

    public List<(IEntityType EntityType, QueryPlan Plan, bool AllowScan)> Plans { get; } = [];

    public void Add(int depth, string label, QueryPlan plan, IEntityType entityType, bool allowScan)
    {
        Plans.Add((entityType, plan, allowScan));
        _lines.Add((depth, label, plan.ToString()));
    }

    public void Add(int depth, string label, string text) => _lines.Add((depth, label, text));

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (depth, label, lines) in _lines)
        {
            if (text.Length > 0)
            {
                text.AppendLine();
            }

            var indent = new string(' ', depth * 4);
            text.Append(indent);
            if (depth > 0)
            {
                text.Append(label).Append(": ");
            }

            text.Append(lines.Replace(Environment.NewLine, Environment.NewLine + indent, StringComparison.Ordinal));
        }

        return text.ToString();
    }
}
