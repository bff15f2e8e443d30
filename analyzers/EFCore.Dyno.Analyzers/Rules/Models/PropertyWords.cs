// What a property's name suggests of its values. A name is never certain: what rests on it alone is a suggestion.

using System.Text.RegularExpressions;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class PropertyWords
{
    private static readonly Dictionary<string, int> FewValues = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Status"] = 10,
        ["State"] = 50,
        ["Type"] = 20,
        ["Kind"] = 20,
        ["Category"] = 50,
        ["Gender"] = 3,
        ["Sex"] = 3,
        ["Country"] = 200,
        ["Currency"] = 150,
        ["Language"] = 100,
        ["Continent"] = 7,
        ["Priority"] = 5,
        ["Severity"] = 5,
        ["Level"] = 10,
        ["Stage"] = 10,
        ["Phase"] = 10,
        ["Tier"] = 5,
        ["Month"] = 12,
        ["Weekday"] = 7,
        ["Quarter"] = 4,
    };

    private static readonly HashSet<string> Yes = new(StringComparer.Ordinal) { "Is", "Has", "Can", "Was" };

    private static readonly HashSet<string> OfWriting = new(StringComparer.OrdinalIgnoreCase)
    {
        "At", "On", "Day", "Date", "Time", "Timestamp", "Month", "Year", "Today", "Created", "Placed", "Occurred", "Logged", "Recorded", "Received", "Issued",
        "Inserted", "Added", "Posted", "Published", "Sent", "Written", "Measured", "Updated", "Modified", "Ordered", "Order", "Event", "Log", "Visited", "Visit",
    };

    private static readonly HashSet<string> Fixed = new(StringComparer.OrdinalIgnoreCase) { "Birth", "Birthday", "Born", "Founded", "Dob" };

    private static readonly HashSet<string> FreeText = new(StringComparer.OrdinalIgnoreCase)
    {
        "Name", "Title", "Description", "Text", "Comment", "Note", "Notes", "Message", "Subject", "Street", "Address", "City", "Town", "Label", "Caption", "Email",
        "Url", "Uri", "Path", "Body", "Phone", "Author",
    };

    // Words of FreeText in which even a '#' is common: "Apt. #5", "#1 fan", a URL's fragment.
    private static readonly HashSet<string> AnyText = new(StringComparer.OrdinalIgnoreCase)
    {
        "Title", "Description", "Text", "Comment", "Note", "Notes", "Message", "Subject", "Street", "Address", "Caption", "Url", "Uri", "Body",
    };

    private static readonly HashSet<string> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        "Setting", "Settings", "Config", "Configuration", "Option", "Options", "Preference", "Preferences", "Feature", "Flag", "Counter", "Sequence", "Lookup",
        "Lock", "Lease", "Metadata", "Migration", "Country", "Currency", "Language", "Locale", "Region", "Category", "Role", "Permission", "Plan", "Template",
    };

    private static readonly HashSet<string> Bulk = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content", "Contents", "Data", "Image", "Photo", "Picture", "Body", "File", "Document", "Attachment", "Blob", "Pdf", "Video", "Audio", "Binary", "Payload",
        "Html", "Xml", "Json", "Markdown", "Base64", "Transcript", "Article",
    };

    private static readonly HashSet<string> Growing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Events", "History", "Log", "Logs", "Messages", "Comments", "Audit", "Audits", "Visits", "Transactions", "Activities", "Followers", "Likes", "Views",
        "Readings", "Measurements", "Samples", "Clicks", "Sessions", "Notifications", "Revisions", "Changes", "Votes", "Reactions", "Subscribers",
    };

    /// <summary>A type of which an application has a handful: settings, counters, lists of codes.</summary>
    public static bool IsSettings(string type)
    {
        var words = Split(type);
        return words.Any(Settings.Contains);
    }

    /// <summary>About how many values a property of this name has, where it is one that has few; else null.</summary>
    public static int? ValuesByName(string name)
    {
        var words = Split(name);
        if (words.Length > 1 && Yes.Contains(words[0]))
        {
            return 2;
        }

        var last = words.Length > 1 && words[words.Length - 1] is "Code" or "Id" or "Name" ? words[words.Length - 2] : words[words.Length - 1];

        // The categories of a shop have ids because there are many.
        return FewValues.TryGetValue(last, out var values) && !(last == "Category" && words[words.Length - 1] == "Id") ? values : null;
    }

    /// <summary>The time at which an item is written, so that all that is written at a time has the same.</summary>
    public static bool IsTimeOfWriting(string name)
    {
        var words = Split(name);
        return words.Length == 1 ? OfWriting.Contains(name) : words.Take(words.Length - 1).Any(OfWriting.Contains);
    }

    public static bool IsFixedDate(string name) => Split(name).Any(Fixed.Contains);

    /// <summary>Text that people type, in which a character of punctuation is common.</summary>
    public static bool MayContain(string name, char delimiter)
    {
        var words = Split(name);
        var last = words[words.Length - 1];
        return delimiter switch
        {
            '#' or '/' or ':' or '+' or '&' => AnyText.Contains(last) || (delimiter is '/' && last == "Path") || (delimiter is '+' && last is "Phone" or "Email"),
            ' ' or '-' or '.' or ',' or '\'' or '(' or ')' => FreeText.Contains(last),
            '_' or '@' => last is "Email" or "Url" or "Uri" or "Path" || AnyText.Contains(last),
            _ => char.IsLetterOrDigit(delimiter) && FreeText.Contains(last),
        };
    }

    /// <summary>What a number of this name counts, where that is not seconds.</summary>
    public static string? UnitOf(string name)
    {
        var words = Split(name);
        return words[words.Length - 1] switch
        {
            "Ms" or "Millis" or "Milliseconds" => "milliseconds",
            "Ticks" => "ticks",
            "Minutes" => "minutes",
            "Hours" => "hours",
            "Days" => "days",
            _ => null,
        };
    }

    public static bool IsBulk(string name)
    {
        var words = Split(name);
        return Bulk.Contains(words[words.Length - 1]) || (words.Length > 1 && words[words.Length - 1] == "Bytes" && Bulk.Contains(words[words.Length - 2]));
    }

    public static bool Grows(string name)
    {
        var words = Split(name);
        return Growing.Contains(words[words.Length - 1]);
    }

    private static string[] Split(string name)
    {
        var words = Regex.Matches(name, "[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]|[0-9]+").Cast<Match>().Select(m => m.Value).ToArray();
        return words.Length == 0 ? [name] : words;
    }
}
