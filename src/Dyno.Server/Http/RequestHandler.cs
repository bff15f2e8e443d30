// The way of a request: read it, answer what is not an operation (health, CORS), check type, target and signature, find the operation, check the shape
// of its request, carry it out, send the result with its checksum.
//
// Whatever a client sends, it gets an answer: what nobody foresaw is logged and answered with 500, and the server goes on.

using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Dyno.Server.Operations;
using Dyno.Server.Shapes;
using Dyno.Server.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dyno.Server.Http;

internal sealed partial class RequestHandler(ServerContext server, ILogger logger)
{
    private const string JsonType = "application/json";
    private const string AmazonJsonType = "application/x-amz-json-1.0";

    // No DynamoDB value is this deep: levels of values are limited to 32, and each takes two of JSON.
    private static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 512 };

    // What Coral, the framework that DynamoDB is built with, says of a path or method it does not have.
    private static readonly byte[] UnknownOperation = "<UnknownOperationException/>\n"u8.ToArray();

    private readonly OperationTable _operations = new();
    private readonly SignatureVerifier? _verifier = server.Options.Credentials.Count > 0 ? new(server.Options.Credentials, server.Options.Clock) : null;

    public async Task HandleAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        var body = default(RequestBody);
        try
        {
            if (RequestSize.IsTooLarge(request))
            {
                response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            body = await RequestBody.ReadAsync(request, http.RequestAborted).ConfigureAwait(false);
            response.Headers["x-amzn-RequestId"] = RequestIds.Next();
            response.Headers.Server = "Server";
            if (Cors.Answer(request, response))
            {
                return;
            }

            if (HttpMethods.IsGet(request.Method) && request.Path == "/")
            {
                await SendAsync(response, System.Text.Encoding.ASCII.GetBytes($"healthy: {request.Host.Value} "), null).ConfigureAwait(false);
                return;
            }

            var type = ContentTypeOf(request);
            if (!HttpMethods.IsPost(request.Method) || request.Path != "/" || (!body.Bytes.IsEmpty && type is not (JsonType or AmazonJsonType)))
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                await SendAsync(response, UnknownOperation, null).ConfigureAwait(false);
                return;
            }

            await AnswerAsync(http, body, type == AmazonJsonType ? AmazonJsonType : JsonType).ConfigureAwait(false);
        }
        catch (ProtocolException exception)
        {
            // Before the operation: there is no JSON to answer with.
            response.StatusCode = exception.StatusCode;

            // DynamoDB refuses what is too large with a chunked body, of no chunks.
            response.ContentLength = exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? null : 0;
            await response.StartAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (BadHttpRequestException exception)
        {
            response.StatusCode = exception.StatusCode;
        }
        catch (IOException)
        {
            http.Abort();
        }
        finally
        {
            body.Release();
        }
    }

    private async Task AnswerAsync(HttpContext http, RequestBody body, string contentType)
    {
        var response = http.Response;
        var buffer = ResponseBuffer.Rent();
        try
        {
            response.StatusCode = await ExecuteAsync(http, body, buffer).ConfigureAwait(false);
            var written = buffer.Written;
            var coding = written.Length > ContentCoding.ThresholdBytes && http.Request.Headers.AcceptEncoding is [var first, ..]
                ? ContentCoding.Choose(first)
                : Coding.None;
            if (coding != Coding.None)
            {
                response.Headers.ContentEncoding = coding == Coding.Gzip ? "gzip" : "deflate";
                written = buffer.Compress(coding);
            }

            await SendAsync(response, written, contentType).ConfigureAwait(false);
        }
        finally
        {
            ResponseBuffer.Return(buffer);
        }
    }

    // The status, with the answer's JSON in the buffer.
    private async ValueTask<int> ExecuteAsync(HttpContext http, RequestBody body, ResponseBuffer buffer)
    {
        JsonDocument? document = null;
        try
        {
            if (!body.Bytes.IsEmpty)
            {
                document = Parse(body.Bytes);
            }

            var operation = _operations.Find(http.Request.Headers["X-Amz-Target"].ToString()) ?? throw ProtocolException.UnknownOperation();
            RequestSignature.Check(http.Request);
            _verifier?.Verify(http.Request, body.Sent.Span);
            if (document is null || document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new SerializationException(null);
            }

            var request = document.RootElement;
            ShapeReader.Check(request, operation.RequestShape);
            ConstraintChecker.Check(request, operation.RequestShape);
            await operation.ExecuteAsync(server, request, buffer.Writer, http.RequestAborted).ConfigureAwait(false);
            return StatusCodes.Status200OK;
        }
        catch (DynoException exception)
        {
            buffer.Reset();
            ErrorWriter.Write(buffer.Writer, exception);
            if (exception is InternalServerErrorException)
            {
                LogFailure(logger, exception);
            }

            return ErrorWriter.StatusOf(exception);
        }
        catch (SerializationException exception)
        {
            buffer.Reset();
            ErrorWriter.WriteSerialization(buffer.Writer, exception.Detail);
            return StatusCodes.Status400BadRequest;
        }
        catch (ProtocolException exception)
        {
            buffer.Reset();
            WriteProtocolError(buffer.Writer, exception);
            return exception.StatusCode;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailure(logger, exception);
            buffer.Reset();
            ErrorWriter.Write(buffer.Writer, new InternalServerErrorException(Messages.Unhandled));
            return StatusCodes.Status500InternalServerError;
        }
        finally
        {
            document?.Dispose();
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        // The JSON reader lets bytes through that are no UTF-8; strings are copied as they are, so none may.
        if (!Utf8.IsValid(body.Span))
        {
            throw new SerializationException(null);
        }

        try
        {
            return JsonDocument.Parse(body, JsonOptions);
        }
        catch (JsonException)
        {
            throw new SerializationException(null);
        }
    }

    private static void WriteProtocolError(Utf8JsonWriter writer, ProtocolException exception)
    {
        writer.WriteStartObject();
        writer.WriteString("__type"u8, exception.Type);
        if (exception.Detail is not null)
        {
            writer.WriteString("message"u8, exception.Detail);
        }

        writer.WriteEndObject();
    }

    private static async ValueTask SendAsync(HttpResponse response, ReadOnlyMemory<byte> body, string? contentType)
    {
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.Headers["x-amz-crc32"] = Crc32.Of(body.Span).ToString(CultureInfo.InvariantCulture);
        await response.BodyWriter.WriteAsync(body).ConfigureAwait(false);
    }

    private static string ContentTypeOf(HttpRequest request)
    {
        var type = request.ContentType;
        if (type is null or AmazonJsonType or JsonType)
        {
            return type ?? "";
        }

        var end = type.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? type : type[..end]).Trim();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
