// The expressions of one request as text with placeholders, as the wire takes them. They are printed from their trees and parsed by the server alone. The tables of
// placeholders are null where they are empty, and a request without expressions makes none.

using Dyno.Expressions;

namespace Dyno.Aws;

internal struct AwsExpressions
{
    private ExpressionPrinter? _printer;

    public readonly Dictionary<string, string>? Names =>
        _printer is not { Names.Count: > 0 } printer ? null : printer.Names as Dictionary<string, string> ?? new(printer.Names, StringComparer.Ordinal);

    public readonly Dictionary<string, Sdk.AttributeValue>? Values
    {
        get
        {
            if (_printer is not { Values.Count: > 0 } printer)
            {
                return null;
            }

            var values = new Dictionary<string, Sdk.AttributeValue>(printer.Values.Count, StringComparer.Ordinal);
            foreach (var (placeholder, value) in printer.Values)
            {
                values.Add(placeholder, AwsItems.ToAws(value.Read()));
            }

            return values;
        }
    }

    public string? Print(ConditionExpression? expression) => expression is null ? null : Printer.Print(expression);

    public string? Print(UpdateExpression? expression) => expression is null or { Actions.Count: 0 } ? null : Printer.Print(expression);

    public string? Print(ProjectionExpression? expression) => expression is null ? null : Printer.Print(expression);

    public string? Print(KeyConditionExpression? expression) => expression is null ? null : Printer.Print(expression);

    private ExpressionPrinter Printer => _printer ??= new();
}
