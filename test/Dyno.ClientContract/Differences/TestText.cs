// How tests and their failures are called in files of differences: the same in every run.
using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Dyno.ClientContract.Differences;

internal static partial class TestText
{
    private const int MaxLength = 200;

    /// <summary>The class without its namespace, and <c>Class.Method</c>, and that with its arguments.</summary>
    public static (string Class, string Method, string Case) NameOf(ITestCase testCase, string displayName)
    {
        var full = testCase.TestMethod.TestClass.Class.Name;
        var type = full[(full.LastIndexOf('.') + 1)..];
        var method = $"{type}.{testCase.TestMethod.Method.Name}";
        var prefix = $"{full}.{testCase.TestMethod.Method.Name}";
        var arguments = displayName.StartsWith(prefix, StringComparison.Ordinal) ? displayName[prefix.Length..] : "";
        return (type, method, (method + arguments).ReplaceLineEndings(" ").Replace(KnownDifference.Separator, " ", StringComparison.Ordinal));
    }

    /// <summary>All exceptions with their messages, outermost first, in one line.</summary>
    public static string Whole(IFailureInformation failure) => Spaces().Replace(
        string.Join(" <- ", failure.ExceptionTypes.Zip(failure.Messages, (type, message) => $"{type[(type.LastIndexOf('.') + 1)..]}: {message}"))
            .ReplaceLineEndings("; ").Replace(KnownDifference.Separator, " ", StringComparison.Ordinal),
        " ");

    /// <summary>What of it is listed: the code of an error that the SDK has no class for, or its beginning, up to where it names something of this run.</summary>
    public static string Of(IFailureInformation failure)
    {
        var whole = Whole(failure);
        if (ErrorCode().Match(whole) is { Success: true } code)
        {
            return code.Groups["code"].Value;
        }

        var volatilePart = Volatile().Match(whole);
        whole = volatilePart.Success ? whole[..volatilePart.Index] : whole;
        return (whole.Length > MaxLength ? whole[..MaxLength] : whole).Trim();
    }

    [GeneratedRegex(@"with Error Code (?<code>\w+)")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Spaces();

    // Names of tables, addresses, long numbers.
    [GeneratedRegex(@"[0-9a-f]{12,}|127\.0\.0\.1|t-[0-9a-f]|\d{6,}|DYNO_SEED=?\s*\d+|[Ss]eed \d+")]
    private static partial Regex Volatile();
}
