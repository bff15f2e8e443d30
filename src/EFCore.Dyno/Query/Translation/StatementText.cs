// An interpolated string as a PartiQL statement: {0} becomes ?, and the arguments come in the order in which they stand in the text.

using System.Globalization;
using System.Text;

namespace EFCore.Dyno.Query;

internal static class StatementText
{
    public static (string Statement, object?[] Arguments) Of(FormattableString text)
    {
        var format = text.Format;
        var statement = new StringBuilder(format.Length);
        var arguments = new List<object?>();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                statement.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = format.IndexOf('}', i);

                // What follows a comma or colon is how text would be formatted; a parameter has no format.
                var place = format[(i + 1)..end].Split(',', ':')[0];
                statement.Append('?');
                arguments.Add(text.GetArgument(int.Parse(place, CultureInfo.InvariantCulture)));
                i = end;
            }
            else
            {
                statement.Append(c);
            }
        }

        return (statement.ToString(), [.. arguments]);
    }
}
