// Progress at the moment of the report, on the thread that reports it: System.Progress says it later, on another one.

using EFCore.Dyno.Schema;

namespace EFCore.Dyno.Tests.Schema;

internal sealed class Immediately(Action<TableProgress> report) : IProgress<TableProgress>
{
    public void Report(TableProgress value) => report(value);
}
