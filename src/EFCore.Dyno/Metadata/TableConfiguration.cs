// How a table was configured on an entity type, or all tables on the model, as kept (as JSON) in an annotation. What is null was not mentioned: a new
// table gets DynamoDB's own default, and an existing one keeps what it has.

using System.Text.Json;
using System.Text.Json.Serialization;

namespace EFCore.Dyno.Metadata;

internal sealed record TableConfiguration
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static TableConfiguration Empty { get; } = new();

    public BillingMode? BillingMode { get; init; }

    public ProvisionedThroughput? Provisioned { get; init; }

    public OnDemandThroughput? OnDemand { get; init; }

    public WarmThroughput? Warm { get; init; }

    public TableClass? Class { get; init; }

    public bool? DeletionProtection { get; init; }

    public StreamSpecification? Stream { get; init; }

    public SSESpecification? Encryption { get; init; }

    /// <summary>In the order of their keys; null for none, so that equal configurations are equal texts.</summary>
    public SortedDictionary<string, string>? Tags { get; init; }

    public static TableConfiguration Parse(string json) => JsonSerializer.Deserialize<TableConfiguration>(json, Options)!;

    public TableConfiguration WithTag(string key, string value)
    {
        var tags = new SortedDictionary<string, string>(Tags ?? [], StringComparer.Ordinal) { [key] = value };
        return this with { Tags = tags };
    }

    /// <summary>This configuration, completed by another; where both mention a setting and differ, it is named.</summary>
    public TableConfiguration Merge(TableConfiguration other, out string? conflict)
    {
        string? differs = null;
        T? One<T>(T? mine, T? theirs, string name)
        {
            if (mine is not null && theirs is not null && !mine.Equals(theirs))
            {
                differs ??= name;
            }

            return mine is null ? theirs : mine;
        }

        var merged = new TableConfiguration
        {
            BillingMode = One(BillingMode, other.BillingMode, "billing mode"),
            Provisioned = One(Provisioned, other.Provisioned, "provisioned throughput"),
            OnDemand = One(OnDemand, other.OnDemand, "maximum on-demand throughput"),
            Warm = One(Warm, other.Warm, "warm throughput"),
            Class = One(Class, other.Class, "table class"),
            DeletionProtection = One(DeletionProtection, other.DeletionProtection, "deletion protection"),
            Stream = One(Stream, other.Stream, "stream"),
            Encryption = One(Encryption, other.Encryption, "encryption"),
            Tags = Tags ?? other.Tags,
        };
        if (Tags is not null && other.Tags is not null)
        {
            foreach (var (key, value) in other.Tags)
            {
                One(Tags.GetValueOrDefault(key), value, $"tag '{key}'");
                merged = merged.Tags!.ContainsKey(key) ? merged : merged.WithTag(key, value);
            }
        }

        conflict = differs;
        return merged;
    }

    /// <summary>This configuration with the model's defaults where it says nothing.</summary>
    public TableConfiguration WithDefaults(TableConfiguration defaults)
    {
        // How a table is paid for is one thing: a table that is provisioned takes no limits of on-demand tables from the defaults.
        var billed = BillingMode is null ? defaults : this;
        return Merge(defaults, out _) with { BillingMode = billed.BillingMode, Provisioned = billed.Provisioned, OnDemand = billed.OnDemand };
    }

    public override string ToString() => JsonSerializer.Serialize(this, Options);
}
