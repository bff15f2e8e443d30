// What the fixes are called where the rule itself does not say.

namespace EFCore.Dyno.CodeFixes;

internal static class Messages
{
    public const string AllowScan = "Allow this scan";
}
