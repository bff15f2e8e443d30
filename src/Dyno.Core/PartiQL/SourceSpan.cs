// Where in a statement something stands. DynamoDB ends several of its messages with it: "at line:column:length", counted from 1.

using System.Globalization;

namespace Dyno.PartiQL;

internal readonly record struct SourceSpan(int Line, int Column, int Length)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}:{Length}");
}
