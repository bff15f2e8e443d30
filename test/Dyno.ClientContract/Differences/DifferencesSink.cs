// Judges each result against the known differences on its way to the runner, and writes them anew when that is asked for.
using System.Collections.Concurrent;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Dyno.ClientContract.Differences;

internal sealed class DifferencesSink : LongLivedMarshalByRefObject, IMessageSink
{
    private static readonly bool Writing = Environment.GetEnvironmentVariable("DYNO_UPDATE_DIFFERENCES") == "1";

    private readonly IMessageSink _inner;
    private readonly string _path;
    private readonly Dictionary<string, KnownDifference> _known;
    private readonly ConcurrentBag<(string Class, string Method, string Case, string? Failure)> _results = [];

    public DifferencesSink(IMessageSink inner, string path)
    {
        (_inner, _path) = (inner, path);
        _known = KnownDifference.Read(path).ToDictionary(d => d.Test, StringComparer.Ordinal);
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestPassed passed:
                return _inner.OnMessage(Judge(passed));
            case ITestFailed failed:
                return _inner.OnMessage(Judge(failed));
            case ITestAssemblyFinished when Writing:
                Write();
                return _inner.OnMessage(message);
            default:
                return _inner.OnMessage(message);
        }
    }

    private ITestResultMessage Judge(ITestPassed passed)
    {
        var name = TestText.NameOf(passed.TestCase, passed.Test.DisplayName);
        _results.Add((name.Class, name.Method, name.Case, null));
        return Find(name) is { } known && !Writing ? Failure(passed, $"It holds now: take the line '{known.Test}' away from {_path}.") : passed;
    }

    private ITestResultMessage Judge(ITestFailed failed)
    {
        var name = TestText.NameOf(failed.TestCase, failed.Test.DisplayName);
        var whole = TestText.Whole(failed);
        _results.Add((name.Class, name.Method, name.Case, Find(name) is { } listed && whole.Contains(listed.Text, StringComparison.Ordinal) ? listed.Text : TestText.Of(failed)));
        if (Find(name) is not { } known || Writing)
        {
            return failed;
        }

        return !whole.Contains(known.Text, StringComparison.Ordinal)
            ? Failure(failed, $"A known difference fails otherwise. Listed: '{known.Text}'. Now: '{whole}'\n{string.Join('\n', failed.Messages)}\n{string.Join('\n', failed.StackTraces)}")
            : known.Reason.Length == 0 ? Failure(failed, $"The difference '{known.Test}' has no reason: say it in a '## reason' line above it in {_path}.")
            : new TestPassed(failed.Test, failed.ExecutionTime, failed.Output);
    }

    private KnownDifference? Find((string Class, string Method, string Case) name) =>
        _known.TryGetValue(name.Case, out var known) || _known.TryGetValue(name.Method, out known) || _known.TryGetValue(name.Class + ".*", out known) ? known : null;

    // A class or a method that fails in one way is one line. Lines of tests that did not run stay.
    private void Write()
    {
        var lines = new List<KnownDifference>();
        foreach (var type in _results.GroupBy(r => r.Class))
        {
            AddFailures(lines, type.Key + ".*", type, () =>
            {
                foreach (var method in type.GroupBy(r => r.Method))
                {
                    AddFailures(lines, method.Key, method, () => lines.AddRange(method.Where(r => r.Failure is not null).DistinctBy(r => r.Case).Select(r => Line(r.Case, r.Failure!))));
                }
            });
        }

        var ran = _results.Select(r => r.Class).ToHashSet(StringComparer.Ordinal);
        var head = File.Exists(_path) ? File.ReadLines(_path).First() : $"# {Path.GetFileNameWithoutExtension(_path)}: test | text of the failure, under its reason.";
        KnownDifference.Write(_path, head, lines.Concat(_known.Values.Where(d => !ran.Contains(d.Test.Split('.')[0]))));
    }

    private void AddFailures(
        List<KnownDifference> lines, string test, IEnumerable<(string Class, string Method, string Case, string? Failure)> results, Action otherwise)
    {
        var texts = results.Select(r => r.Failure).Distinct().ToList();
        if (texts is [{ } only])
        {
            lines.Add(Line(test, only));
        }
        else if (texts.Any(t => t is not null))
        {
            otherwise();
        }
    }

    // A reason that was given for a test, its method or its class stays with it.
    private KnownDifference Line(string test, string text) => new(
        test,
        text,
        (_known.GetValueOrDefault(test) ?? _known.GetValueOrDefault(test.Split('(')[0]) ?? _known.GetValueOrDefault(test.Split('.')[0] + ".*")
            ?? _known.Values.FirstOrDefault(d => d.Text == text && d.Test.StartsWith(test.TrimEnd('*'), StringComparison.Ordinal)))?.Reason ?? "");

    private static TestFailed Failure(ITestResultMessage result, string message) =>
        new(result.Test, result.ExecutionTime, result.Output, new XunitException(message));
}
