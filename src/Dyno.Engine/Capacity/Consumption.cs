// What a table or global index consumed since the database was opened. Counted for every operation, so it is spread over a few cache lines by
// processor: counting takes no lock, and two processors seldom meet.
using System.Runtime.InteropServices;

namespace Dyno.Engine;

internal sealed class Consumption
{
    // A power of two.
    private const int Cells = 8;

    private readonly Cell[] _cells = new Cell[Cells];

    public double ReadUnits => Sum(static (ref Cell c) => ref c.ReadHalfUnits) / 2.0;

    public double WriteUnits => Sum(static (ref Cell c) => ref c.WriteHalfUnits) / 2.0;

    public long ThrottledReads => Sum(static (ref Cell c) => ref c.ThrottledReads);

    public long ThrottledWrites => Sum(static (ref Cell c) => ref c.ThrottledWrites);

    private delegate ref long Part(ref Cell cell);

    public void AddRead(long halfUnits) => Interlocked.Add(ref Mine.ReadHalfUnits, halfUnits);

    public void AddWrite(long halfUnits) => Interlocked.Add(ref Mine.WriteHalfUnits, halfUnits);

    public void AddThrottled(Flow flow) => Interlocked.Increment(ref flow == Flow.Read ? ref Mine.ThrottledReads : ref Mine.ThrottledWrites);

    public override string ToString() => $"{ReadUnits} read units, {WriteUnits} write units";

    private ref Cell Mine => ref _cells[Thread.GetCurrentProcessorId() & (Cells - 1)];

    private long Sum(Part part)
    {
        long sum = 0;
        for (var i = 0; i < Cells; i++)
        {
            sum += Volatile.Read(ref part(ref _cells[i]));
        }

        return sum;
    }

    // As large as a cache line.
    [StructLayout(LayoutKind.Sequential, Size = 64)]
    private struct Cell
    {
        public long ReadHalfUnits;
        public long WriteHalfUnits;
        public long ThrottledReads;
        public long ThrottledWrites;
    }
}
