// What a failure says, in one line that is the same in every run: the innermost exception's type and first line, cut where it names a moment or a place.

using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace EFCore.Dyno.SpecificationTests.Conformance;

internal static partial class FailureText
{
    private const int MaxLength = 160;
    private const string NotTranslated = "could not be translated.";

    /// <summary>Everything that the exceptions said, outermost first, with the types before their messages.</summary>
    public static string Whole(IFailureInformation failure) =>
        string.Join(" ---> ", failure.ExceptionTypes.Zip(failure.Messages, (type, message) => $"{type}: {message.TrimStart()}")).ReplaceLineEndings("\n");

    /// <summary>The line that is put into the known failures; <see cref="Whole"/> contains it.</summary>
    public static string FirstLine(IFailureInformation failure)
    {
        var innermost = 0;
        for (var i = 1; i < failure.ExceptionTypes.Length; i++)
        {
            if (failure.ExceptionParentIndices[i] == innermost)
            {
                innermost = i;
            }
        }

        var message = failure.Messages[innermost].ReplaceLineEndings("\n");

        // EF begins with the expression, which may fill a page; what is wrong with it comes after.
        var untranslated = message.IndexOf(NotTranslated, StringComparison.Ordinal);
        message = untranslated < 0 ? message : message[untranslated..];
        var line = message.Split('\n').FirstOrDefault(l => l.Trim().Length > 0)?.Trim() ?? "";
        line = untranslated < 0 ? $"{failure.ExceptionTypes[innermost]}: {line}" : line;
        var end = line.IndexOf(" | ", StringComparison.Ordinal);
        line = end < 0 ? line : line[..end];
        var volatilePart = Volatile().Match(line);
        line = volatilePart.Success && volatilePart.Index > 0 ? line[..volatilePart.Index] : line;
        return (line.Length > MaxLength ? line[..MaxLength] : line).Trim();
    }

    // GUIDs, addresses, paths, times, counters of stores, closures.
    [GeneratedRegex(@"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|0x[0-9a-fA-F]+|/tmp/|/home/|\d{1,4}[/-]\d{1,2}[/-]\d{2,4}|<>c__DisplayClass|-\d+'")]
    private static partial Regex Volatile();
}
