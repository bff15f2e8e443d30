// Traces and metrics of requests by OpenTelemetry's conventions for databases and for DynamoDB. Nothing is made where nobody listens.
// https://opentelemetry.io/docs/specs/semconv/db/dynamodb/ and https://opentelemetry.io/docs/specs/semconv/db/database-metrics/

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace EFCore.Dyno.Diagnostics;

/// <summary>
/// The names under which the provider traces and measures its requests: <c>tracing.AddSource(DynoTelemetry.Name)</c>,
/// <c>metrics.AddMeter(DynoTelemetry.Name)</c>.
/// </summary>
/// <remarks>
/// A span is one request, named <c>Query Orders</c>, with <c>db.system.name</c> (<c>aws.dynamodb</c>), <c>db.operation.name</c>,
/// <c>db.collection.name</c>, <c>db.query.text</c> (the plan, without values) and the <c>aws.dynamodb.*</c> attributes. <c>error.type</c> and
/// <c>db.response.status_code</c> are DynamoDB's name of the error, or the full name of the exception's type where it is not DynamoDB's.
/// https://opentelemetry.io/docs/specs/semconv/db/dynamodb/
/// </remarks>
public static class DynoTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "EFCore.Dyno";

    /// <summary>How long requests took, in seconds; tagged with system, operation, table and error.</summary>
    public const string DurationInstrument = "db.client.operation.duration";

    /// <summary>How many items requests returned; tagged with system, operation and table.</summary>
    public const string ReturnedRowsInstrument = "db.client.response.returned_rows";

    /// <summary>
    /// The capacity units consumed, a counter; tagged with table, index (<c>aws.dynamodb.index_name</c>) and <c>efcore.dyno.capacity.type</c>,
    /// which is <c>read</c> or <c>write</c>.
    /// </summary>
    public const string ConsumedCapacityInstrument = "efcore.dyno.consumed_capacity";

    private const string System = "aws.dynamodb";

    private static readonly string? Version = typeof(DynoTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(Name, Version);
    private static readonly Meter Meter = new(Name, Version);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        DurationInstrument,
        "s",
        "Duration of database client operations.",
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10] });

    private static readonly Histogram<int> ReturnedRows = Meter.CreateHistogram(
        ReturnedRowsInstrument,
        "{row}",
        "The actual number of records returned by the database operation.",
        tags: null,
        new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000] });

    private static readonly Counter<double> Capacity = Meter.CreateCounter<double>(
        ConsumedCapacityInstrument, "{capacity_unit}", "Read and write capacity units consumed.");

    internal static bool IsListenedTo => Source.HasListeners() || Duration.Enabled || ReturnedRows.Enabled || Capacity.Enabled;

    internal static bool WantsCapacity => Source.HasListeners() || Capacity.Enabled;

    internal static Activity? Start<TRequest, TResult>(RequestShape<TRequest, TResult> shape, TRequest request, RequestOrigin origin)
        where TRequest : class
        where TResult : class
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var tables = shape.Tables(request);
        var table = tables is [var only] ? only : null;

        // What samplers may look at is given at creation.
        var tags = new ActivityTagsCollection { ["db.system.name"] = System, ["db.operation.name"] = shape.Operation };
        if (table is not null)
        {
            tags["db.collection.name"] = table;
        }

        var activity = Source.StartActivity(
            table is null ? shape.Operation : $"{shape.Operation} {table}", ActivityKind.Client, parentContext: default, tags);
        if (activity is { IsAllDataRequested: true })
        {
            RequestAttributes.Set(activity, request, tables, shape.Index(request), shape.BatchSize(request), origin);
        }

        return activity;
    }

    internal static void Complete(Activity? activity, DynoRequest request)
    {
        if (activity is { IsAllDataRequested: true })
        {
            RequestAttributes.SetResult(activity, request);
        }

        if (Duration.Enabled)
        {
            Duration.Record(request.Elapsed.TotalSeconds, Tags(request));
        }

        if (ReturnedRows.Enabled && !request.IsWrite)
        {
            ReturnedRows.Record(request.Count, Tags(request));
        }

        if (Capacity.Enabled && request.ConsumedCapacity is not null)
        {
            foreach (var capacity in DynoCapacity.Of(request))
            {
                Add(capacity, capacity.ReadCapacityUnits, "read");
                Add(capacity, capacity.WriteCapacityUnits, "write");
            }
        }
    }

    internal static void Fail(Activity? activity, DynoRequest request, Exception exception)
    {
        var error = RequestFailures.ErrorType(exception);
        if (activity is not null)
        {
            activity.SetTag("error.type", error);
            if (exception is DynoException)
            {
                activity.SetTag("db.response.status_code", error);
            }

            activity.SetStatus(ActivityStatusCode.Error, exception.Message);
        }

        if (Duration.Enabled)
        {
            var tags = Tags(request);
            tags.Add("error.type", error);
            if (exception is DynoException)
            {
                tags.Add("db.response.status_code", error);
            }

            Duration.Record(request.Elapsed.TotalSeconds, tags);
        }
    }

    private static TagList Tags(DynoRequest request)
    {
        var tags = new TagList { { "db.system.name", System }, { "db.operation.name", request.Operation } };

        // One collection only: several would multiply the series.
        if (request.Table.Length > 0 && !request.Table.Contains(',', StringComparison.Ordinal))
        {
            tags.Add("db.collection.name", request.Table);
        }

        return tags;
    }

    private static void Add(DynoCapacity capacity, double units, string type)
    {
        if (units <= 0)
        {
            return;
        }

        var tags = new TagList
        {
            { "db.system.name", System },
            { "db.collection.name", capacity.Table },
            { "efcore.dyno.capacity.type", type },
        };
        if (capacity.Index is not null)
        {
            tags.Add("aws.dynamodb.index_name", capacity.Index);
        }

        Capacity.Add(units, tags);
    }
}
