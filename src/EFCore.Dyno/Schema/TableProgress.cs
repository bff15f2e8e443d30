// What is told of a table plan while it is carried out.

namespace EFCore.Dyno.Schema;

/// <summary>How far a step of a <see cref="TablePlan"/> is.</summary>
public enum TableProgressState
{
    /// <summary>The request is about to be sent.</summary>
    Started,

    /// <summary>The table is not ready yet: the step is carried out in the background.</summary>
    Waiting,

    /// <summary>The table is ready.</summary>
    Done,
}

/// <summary>What is told of a <see cref="TablePlan"/> while it is carried out.</summary>
/// <param name="Step">The step.</param>
/// <param name="Number">The step's number, from 1.</param>
/// <param name="Count">The number of steps.</param>
/// <param name="State">How far the step is.</param>
/// <param name="Detail">What the table says of itself while it is waited for, such as how many entries an index has; else empty.</param>
/// <param name="Elapsed">The time since the step began.</param>
public sealed record TableProgress(TableStep Step, int Number, int Count, TableProgressState State, string Detail, TimeSpan Elapsed)
{
    /// <summary>One line, such as <c>2/5 Orders: add index ByStatus … done (1.2 s)</c>.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Number}/{Count} {Step}{State switch
        {
            TableProgressState.Started => "",
            TableProgressState.Waiting => $" … {(Detail.Length == 0 ? "waiting" : Detail)} ({Elapsed.TotalSeconds:0.0} s)",
            _ => $" … done ({Elapsed.TotalSeconds:0.0} s)",
        }}");
}
