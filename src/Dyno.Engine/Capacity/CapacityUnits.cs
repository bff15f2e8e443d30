// How many units an operation of some bytes costs.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html

namespace Dyno.Engine;

internal static class CapacityUnits
{
    // A transaction prepares and commits: everything costs twice.
    public const int TransactionFactor = 2;

    // What is read strongly costs a unit for 4 KB or a part of it, eventually half of that. Reading nothing costs as one.
    public static double Read(long bytes, bool consistent)
    {
        var units = Math.Max(1, (bytes + Limits.ReadUnitBytes - 1) / Limits.ReadUnitBytes);
        return consistent ? units : units / 2.0;
    }

    public static double Write(int bytes) => Math.Max(1, (bytes + Limits.WriteUnitBytes - 1) / Limits.WriteUnitBytes);

    // A write costs by the larger of the item before it and after it; 0 stands for no item.
    public static double Write(int bytesBefore, int bytesAfter) => Write(Math.Max(bytesBefore, bytesAfter));

    // An index entry that is removed and one that is put are two writes; one that is changed in its place is one.
    public static double IndexWrite(int bytesBefore, int bytesAfter, bool keyChanged) => (bytesBefore, bytesAfter) switch
    {
        (0, 0) => 0,
        (0, _) => Write(bytesAfter),
        (_, 0) => Write(bytesBefore),
        _ => keyChanged ? Write(bytesBefore) + Write(bytesAfter) : Write(bytesBefore, bytesAfter),
    };
}
