// What the catalog keeps of a table's time to live: a part of TableRecord.
using System.Globalization;

namespace Dyno.Engine;

// Attribute: null where nothing expires. IsIndexed: whether every item that can expire has an entry (see TtlEntries). Changed: by the last request.
internal sealed record TimeToLiveRecord(string? Attribute, bool IsIndexed, DateTimeOffset Changed)
{
    public AttributeValue ToValue()
    {
        var fields = new Dictionary<string, AttributeValue>
        {
            ["indexed"] = IsIndexed,
            ["changed"] = Changed.ToString("O", CultureInfo.InvariantCulture),
        };
        if (Attribute is not null)
        {
            fields["attribute"] = Attribute;
        }

        return AttributeValue.M(fields);
    }

    public static TimeToLiveRecord FromValue(AttributeValue value)
    {
        var fields = value.AsMap();
        return new TimeToLiveRecord(
            fields.TryGetValue("attribute", out var attribute) ? attribute.AsString() : null,
            fields["indexed"].AsBool(),
            DateTimeOffset.Parse(fields["changed"].AsString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));
    }
}
