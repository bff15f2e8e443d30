// What a check of a database says where there is nothing that it can check.
namespace Dyno.Engine;

internal static partial class Messages
{
    public const string NoDatabase = "There is a store, but no database of EFCore.Dyno in it.";

    public static string UnknownLayout(byte[] layout) =>
        $"The database's layout is 0x{Convert.ToHexString(layout)}, which this version does not know: check it with the version that wrote it.";
}
