// Hands cases to the server's request handler without sockets: an engine in memory, made anew from time to time so that what cases leave behind does
// not grow without end.

using System.Text;
using Dyno.Engine;
using Dyno.Server.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dyno.Server.Tests.Fuzz;

internal sealed class HandlerTarget : IDisposable
{
    private const int CasesPerEngine = 100_000;
    private const int CasesPerTables = 200;

    private readonly FailureLog _log = new();
    private DynoEngine? _engine;
    private RequestHandler? _handler;
    private readonly Dictionary<string, string> _stream = [];
    private MemoryStream _answer = new();
    private long _cases;

    /// <summary>What is wrong with the answer; null where it is in order.</summary>
    public string? Try(FuzzCase made)
    {
        if (_cases % CasesPerEngine == 0)
        {
            _engine?.Dispose();
            _engine = DynoEngine.Open("fuzz", new DynoEngineOptions { InMemory = true, Throttling = Throttling.None, BlockCacheBytes = 8 << 20, WriteBufferBytes = 8 << 20 });
            _handler = new RequestHandler(new ServerContext(_engine, new DynoServerOptions()) { Endpoint = new Uri("http://127.0.0.1:8000") }, _log);
        }

        if (_cases++ % CasesPerTables == 0)
        {
            foreach (var (operation, body) in FuzzSeeds.Tables)
            {
                if (Send(FuzzGenerator.Request(operation, body)).Wrong is { } broken)
                {
                    return $"afterwards {operation} fails: {broken}";
                }
            }

            FindStream();
        }

        made.Body = WithStream(made.Body);
        return Send(made).Wrong;
    }

    public void Dispose() => _engine?.Dispose();

    // Cases speak of a stream that is there, with its shard and an iterator: made-up ones would all be refused at once.
    private void FindStream()
    {
        _stream.Clear();
        if (Ask("DescribeTable", "{\"TableName\":\"Orders\"}", "LatestStreamArn") is { } arn)
        {
            _stream["STREAM_ARN"] = arn;
            _stream["SHARD_ID"] = Ask("DescribeStream", $"{{\"StreamArn\":\"{arn}\"}}", "ShardId") ?? "none";
            _stream["SHARD_ITERATOR"] =
                Ask("GetShardIterator", $"{{\"StreamArn\":\"{arn}\",\"ShardId\":\"{_stream["SHARD_ID"]}\",\"ShardIteratorType\":\"TRIM_HORIZON\"}}", "ShardIterator") ?? "none";
        }
    }

    private string? Ask(string operation, string body, string member)
    {
        Send(FuzzGenerator.Request(operation, body));
        var answer = Encoding.UTF8.GetString(_answer.ToArray());
        var start = answer.IndexOf($"\"{member}\":\"", StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += member.Length + 4;
        return answer[start..answer.IndexOf('"', start)];
    }

    private byte[] WithStream(byte[] body)
    {
        foreach (var (name, value) in _stream)
        {
            var at = body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name));
            if (at >= 0)
            {
                body = [.. body[..at], .. Encoding.ASCII.GetBytes(value), .. body[(at + name.Length)..]];
            }
        }

        return body;
    }

    private (int Status, string? Wrong) Send(FuzzCase made)
    {
        _log.Last = null;
        var answer = _answer = new MemoryStream();
        var http = new DefaultHttpContext();
        http.Request.Method = made.Method;
        http.Request.Path = PathOf(made.Path);
        http.Request.QueryString = new QueryString(made.Query);
        http.Request.Body = new MemoryStream(made.Body, writable: false);
        http.Request.ContentLength = made.Body.Length;
        http.Response.Body = answer;
        foreach (var (name, value) in made.Headers)
        {
            http.Request.Headers.Append(name, value);
        }

        try
        {
            _handler!.HandleAsync(http).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            return (0, $"the handler throws {exception}");
        }

        var status = http.Response.StatusCode;
        return status switch
        {
            _ when _log.Last is { } failure => (status, $"it is answered with {status} after {failure}"),
            >= 500 when !made.ExplainsFailure(answer.Length > 0) => (status, $"it is answered with {status}: {Encoding.UTF8.GetString(answer.ToArray())}"),
            _ when http.RequestAborted.IsCancellationRequested => (status, "the connection is dropped"),
            _ => (status, null),
        };
    }

    // As Kestrel hands it on: unescaped.
    private static PathString PathOf(string path) => new("/" + path.TrimStart('/').Replace("%00", "\0", StringComparison.Ordinal).Replace("%e9", "é", StringComparison.Ordinal).TrimEnd('?'));

    // Keeps what the handler logs: an exception that nobody foresaw.
    private sealed class FailureLog : ILogger
    {
        public Exception? Last { get; set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Last = exception;
    }
}
