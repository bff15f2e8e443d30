// The categories of the rules, by what a mistake costs.

namespace EFCore.Dyno.Analyzers.Rules;

internal static class Categories
{
    /// <summary>Read or write units, and time, that grow with the table.</summary>
    public const string Performance = "Performance";

    /// <summary>Keys, indexes and tables that will not carry what they are for.</summary>
    public const string Design = "Design";

    /// <summary>Results or data that are not what the code seems to say.</summary>
    public const string Correctness = "Correctness";

    /// <summary>Values that become part of a statement.</summary>
    public const string Security = "Security";

    /// <summary>What is worth knowing and is no mistake.</summary>
    public const string Information = "Information";
}
