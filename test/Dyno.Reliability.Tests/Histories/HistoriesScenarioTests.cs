// The histories' short run in CI, and that the checkers find each kind of anomaly in a history that was written by hand.
using Dyno.Reliability.Histories;
using Xunit.Abstractions;

namespace Dyno.Reliability.Tests.Histories;

public sealed class HistoriesScenarioTests(ITestOutputHelper output) : ShortRun("histories", output)
{
    private const HistoryOutcome Ok = HistoryOutcome.Ok;

    [Fact]
    public void A_history_in_order_is_accepted()
    {
        Assert.Empty(AppendChecker.Check([
            T(1, 0, 10, Append(1, 1), Append(2, 2)), T(2, 5, 15, List(1, 1), List(2, 2)), T(3, 20, 30, List(1, 1), Append(1, 3), List(1, 1, 3)), T(4, 25, 40, List(1, 1))]));
        Assert.Empty(RegisterChecker.Check([T(1, 0, 10, Write(1, 1, 0)), T(2, 2, 4, Read(1, 0)), T(3, 2, 20, Read(1, 1)), T(4, 12, 30, Write(1, 2, 1)), T(5, 13, 40, Read(1, 1))]));
        Assert.Empty(BankChecker.Check([T(1, 0, 1, new HistoryOperation(HistoryAct.Sum, 0, 800))], 800));
    }

    [Fact]
    public void A_write_without_an_answer_may_have_happened_or_not()
    {
        Assert.Empty(AppendChecker.Check([Unknown(1, 0, Append(1, 1)), Unknown(2, 0, Append(1, 2)), T(3, 50, 60, List(1, 1))]));
        Assert.Empty(RegisterChecker.Check([Unknown(1, 0, Write(1, 1, null)), T(2, 5, 6, Read(1, 0)), T(3, 50, 60, Read(1, 1))]));
    }

    [Fact]
    public void A_lost_update_is_found()
    {
        Found("both replaced", RegisterChecker.Check([T(1, 0, 10, Write(1, 1, 0)), T(2, 0, 10, Write(1, 2, 0))]));
        Found("lost update", AppendChecker.Check([T(1, 0, 10, Append(1, 1)), T(2, 0, 10, Append(1, 2)), T(3, 20, 30, List(1, 1))]));
        Found("A cycle", AppendChecker.Check([T(1, 0, 10, List(1), Append(1, 1)), T(2, 0, 10, List(1), Append(1, 2)), T(3, 20, 30, List(1, 1, 2))]));
    }

    [Fact]
    public void Write_skew_is_found() => Found("A cycle", AppendChecker.Check([
        T(1, 0, 10, List(1), Append(2, 2)), T(2, 0, 10, List(2), Append(1, 1)), T(3, 20, 30, List(1, 1), List(2, 2))]));

    [Fact]
    public void A_stale_read_is_found()
    {
        Found("A cycle", AppendChecker.Check([T(1, 0, 10, Append(1, 1)), T(2, 20, 30, List(1)), T(3, 40, 50, List(1, 1))]));
        Found("A cycle", RegisterChecker.Check([T(1, 0, 10, Write(1, 1, 0)), T(2, 20, 30, Read(1, 0))]));
        Found("A cycle", RegisterChecker.Check([T(1, 0, 10, Write(1, 1, 0)), T(2, 0, 10, Write(1, 2, 1)), T(3, 11, 12, Read(1, 2)), T(4, 13, 14, Read(1, 1))]));
    }

    [Fact]
    public void A_fractured_read_is_found()
    {
        Found("A cycle", AppendChecker.Check([T(1, 0, 10, Append(1, 1), Append(2, 2)), T(2, 5, 15, List(1, 1), List(2)), T(3, 20, 30, List(1, 1), List(2, 2))]));
        Found("instead of", BankChecker.Check([T(1, 0, 1, new HistoryOperation(HistoryAct.Sum, 0, 790))], 800));
        Found("half", BankChecker.Check([T(1, 0, 1, new HistoryOperation(HistoryAct.Torn, 3))], 800));
    }

    [Fact]
    public void An_intermediate_read_is_found() =>
        Found("A cycle", AppendChecker.Check([T(1, 0, 10, Append(1, 1), Append(1, 2)), T(2, 5, 15, List(1, 1)), T(3, 20, 30, List(1, 1, 2))]));

    [Fact]
    public void An_aborted_read_is_found()
    {
        Found("G1a", AppendChecker.Check([Failed(1, 0, 10, Append(1, 1)), T(2, 20, 30, List(1, 1))]));
        Found("failed", RegisterChecker.Check([Failed(1, 0, 10, Write(1, 1, null)), T(2, 20, 30, Read(1, 1))]));
        Found("nobody", AppendChecker.Check([T(2, 20, 30, List(1, 7))]));
    }

    [Fact]
    public void Orders_that_contradict_each_other_are_found()
    {
        Found("incompatible", AppendChecker.Check([T(1, 0, 10, Append(1, 1)), T(2, 0, 10, Append(1, 2)), T(3, 0, 30, List(1, 1, 2)), T(4, 0, 30, List(1, 2, 1))]));
        Found("A cycle", AppendChecker.Check([
            T(1, 0, 10, Append(1, 1)), T(2, 0, 10, Append(2, 2)), T(3, 0, 30, List(1, 1), List(2)), T(4, 0, 30, List(1), List(2, 2)), T(5, 40, 50, List(1, 1), List(2, 2))]));
    }

    [Fact]
    public void Time_that_goes_backwards_is_found() => Found("A cycle", AppendChecker.Check([
        T(1, 0, 10, Append(1, 1)), T(2, 20, 30, Append(1, 2)), T(3, 40, 50, List(1, 2, 1))]));

    [Fact]
    public void Own_writes_that_are_not_seen_are_found() => Found("its own", AppendChecker.Check([T(1, 0, 10, Append(1, 1), List(1))]));

    private static void Found(string expected, List<string> anomalies) => Assert.Contains(anomalies, a => a.Contains(expected, StringComparison.Ordinal));

    private static HistoryTransaction T(long id, long from, long to, params HistoryOperation[] operations) => new(id, (int)id, from, to, Ok, operations);

    private static HistoryTransaction Unknown(long id, long from, params HistoryOperation[] operations) => new(id, (int)id, from, long.MaxValue, HistoryOutcome.Invoked, operations);

    private static HistoryTransaction Failed(long id, long from, long to, params HistoryOperation[] operations) => new(id, (int)id, from, to, HistoryOutcome.Failed, operations);

    private static HistoryOperation Append(int key, long element) => new(HistoryAct.Append, key, element);

    private static HistoryOperation List(int key, params long[] elements) => new(HistoryAct.ReadList, key, List: elements);

    private static HistoryOperation Write(int key, long value, long? before) => new(HistoryAct.Write, key, value, before);

    private static HistoryOperation Read(int key, long value) => new(HistoryAct.Read, key, value);
}
