// What differs between a model and its tables, in steps that can be read and then carried out.

using System.Globalization;
using System.Text;

namespace EFCore.Dyno.Schema;

/// <summary>
/// The steps that make the tables what the model says, worked out by <c>context.Database.PlanTablesAsync()</c>. A plan is of the moment: it holds as
/// long as nobody else changes the tables. What the model does not mention is left alone, but for global indexes.
/// </summary>
public sealed class TablePlan
{
    private readonly Func<TablePlan, IProgress<TableProgress>?, CancellationToken, Task> _apply;

    internal TablePlan(
        IReadOnlyList<TableStep> steps, IReadOnlyList<TableRemark> remarks, Func<TablePlan, IProgress<TableProgress>?, CancellationToken, Task> apply)
    {
        Steps = steps;
        Remarks = remarks;
        _apply = apply;
    }

    /// <summary>The steps in the order in which they are carried out; DynamoDB changes one index of a table at a time.</summary>
    public IReadOnlyList<TableStep> Steps { get; }

    /// <summary>What differs and cannot be changed on a table that exists, and what else one should know.</summary>
    public IReadOnlyList<TableRemark> Remarks { get; }

    /// <summary>The tables are as the model says, but for the remarks.</summary>
    public bool IsEmpty => Steps.Count == 0;

    /// <summary>Something differs that no step can change.</summary>
    public bool HasObstacles => Remarks.Any(r => r.IsObstacle);

    /// <summary>
    /// Carries the steps out one after the other and waits for each until its table is ready; an index of a large table may take hours to fill. Where it
    /// stops, for an error or a cancellation, a new plan has the rest. The model's data (HasData) is inserted with the tables that are created.
    /// </summary>
    /// <param name="progress">Is told when a step begins, while it is waited for, and when it is done.</param>
    /// <param name="cancellationToken">Stops between steps, and the waiting for one; what the store has begun it carries on.</param>
    /// <exception cref="DynoException">The store refused a step.</exception>
    /// <exception cref="DbUpdateException">Entities have the same values of what is to be unique; the message tells which.</exception>
    public Task ApplyAsync(IProgress<TableProgress>? progress = null, CancellationToken cancellationToken = default) => _apply(this, progress, cancellationToken);

    /// <summary>The plan as text: the steps and remarks of each table.</summary>
    public override string ToString()
    {
        if (Steps.Count == 0 && Remarks.Count == 0)
        {
            return "The tables are as the model says.";
        }

        var text = new StringBuilder();
        var number = 0;
        foreach (var table in Steps.Select(s => s.TableName).Concat(Remarks.Select(r => r.TableName)).Distinct(StringComparer.Ordinal))
        {
            text.Append(table).Append('\n');
            foreach (var step in Steps.Where(s => s.TableName == table))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {++number}. {step.Description}\n");
            }

            foreach (var remark in Remarks.Where(r => r.TableName == table))
            {
                text.Append(remark.IsObstacle ? "  ! " : "  - ").Append(remark.Text).Append('\n');
            }
        }

        return text.ToString();
    }
}

/// <summary>Something that a <see cref="TablePlan"/> says without a step for it.</summary>
/// <param name="TableName">The table.</param>
/// <param name="Text">What is to be known.</param>
/// <param name="IsObstacle">The table differs from the model and cannot be changed to it.</param>
public sealed record TableRemark(string TableName, string Text, bool IsObstacle);

/// <summary>What a <see cref="TablePlan"/> should do.</summary>
public sealed record TablePlanOptions
{
    /// <summary>Whether global indexes and unique values that the model does not have are dropped; else they are kept and remarked upon.</summary>
    public bool DropIndexes { get; init; } = true;

    /// <summary>
    /// Whether entities that are there get the sentinels of unique values that they were saved without; else it is remarked upon. Leave it to a later plan while
    /// versions of an application still write that do not know of them: what those save meanwhile has none.
    /// </summary>
    public bool KeepUniqueValues { get; init; } = true;
}
