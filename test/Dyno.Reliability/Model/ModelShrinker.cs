// Shortens a list of operations that shows a difference: takes away halves, quarters, … and single operations as long as some difference stays.
namespace Dyno.Reliability.Model;

internal static class ModelShrinker
{
    private const int MostRuns = 2000;

    internal static (IReadOnlyList<object> Operations, string Difference) Shrink(
        IReadOnlyList<object> operations, string difference, Func<IReadOnlyList<object>, (int At, string Difference)?> run)
    {
        var runs = 0;
        var kept = operations.ToList();
        for (var size = Math.Max(1, kept.Count / 2); size >= 1; size /= 2)
        {
            for (var from = Math.Max(0, kept.Count - size); from >= 0 && runs < MostRuns; from -= size)
            {
                List<object> fewer = [.. kept[..from], .. kept[Math.Min(kept.Count, from + size)..]];
                runs++;
                if (fewer.Count < kept.Count && run(fewer) is var (at, found))
                {
                    kept = fewer[..(at + 1)];
                    difference = found;
                    from = Math.Min(from, kept.Count);
                }
                else if (from > 0 && from < size)
                {
                    from = size;
                }
            }
        }

        return (kept, difference);
    }

    internal static string Text(IReadOnlyList<object> operations, string difference) =>
        $"{string.Join(Environment.NewLine, operations.Select((o, i) => $"  {i + 1}. {Printed.Short(Printed.Of(o))}"))}{Environment.NewLine}  differs: {difference}";
}
