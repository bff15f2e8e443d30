// The expressions of one request as text with placeholders, as the wire takes them. The tables of placeholders are null where they are empty.

using Dyno.Expressions;

namespace Dyno.Aws;

internal sealed class AwsExpressions
{
    private readonly ExpressionPrinter _printer = new();

    public Dictionary<string, string>? Names => _printer.Names.Count == 0 ? null : new(_printer.Names, StringComparer.Ordinal);

    public Dictionary<string, Sdk.AttributeValue>? Values => _printer.Values.Count == 0
        ? null
        : _printer.Values.ToDictionary(v => v.Key, v => AwsItems.ToAws(v.Value.Read()), StringComparer.Ordinal);

    public string? Print(ConditionExpression? expression) => expression is null ? null : _printer.Print(expression);

    public string? Print(UpdateExpression? expression) => expression is null or { Actions.Count: 0 } ? null : _printer.Print(expression);

    public string? Print(ProjectionExpression? expression) => expression is null ? null : _printer.Print(expression);

    public string? Print(KeyConditionExpression? expression) => expression is null ? null : _printer.Print(expression);
}
