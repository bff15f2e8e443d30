// The values of a statement: literals as they are written, parameters as the request gives them. Numbers and sets are checked here, with
// DynamoDB's messages; a number that DynamoDB cannot hold names its place below the value it is part of ("under root.a[1]").
using System.Globalization;
using System.Text;
using Dyno.PartiQL;

namespace Dyno.Engine.PartiQL;

internal sealed class StatementValues(IReadOnlyList<EncodedValue>? parameters)
{
    private const string Root = "root";

    public bool IsValue(PartiQLExpression expression) => expression is NumberLiteral or StringLiteral or BooleanLiteral or NullLiteral
        or ParameterExpression or ListLiteral or MapLiteral or SetLiteral;

    public EncodedValue Of(PartiQLExpression expression)
    {
        if (expression is ParameterExpression parameter)
        {
            return Parameter(parameter);
        }

        var writer = ItemWriter.Rent();
        try
        {
            Write(writer, "v"u8, expression, Root, depth: 1);
            return writer.ToValue();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    // The item of an INSERT.
    public Item ItemOf(PartiQLExpression expression)
    {
        var writer = ItemWriter.Rent();
        try
        {
            switch (expression)
            {
                case MapLiteral map:
                    WriteEntries(writer, map, path: null, depth: 1);
                    break;
                case ParameterExpression parameter when Parameter(parameter) is { Type: AttributeType.M } value:
                    for (var entries = value.Read().GetMap(); entries.Read();)
                    {
                        writer.WriteEncoded(entries.Name, entries.Value.Raw);
                    }

                    break;
                default:
                    throw new ValidationException(Messages.InsertedValue);
            }

            return writer.ToItem();
        }
        finally
        {
            ItemWriter.Return(writer);
        }
    }

    private EncodedValue Parameter(ParameterExpression parameter) => parameter.Index < (parameters?.Count ?? 0)
        ? parameters![parameter.Index]
        : throw new ValidationException(Messages.ParameterCount);

    private void Write(ItemWriter writer, ReadOnlySpan<byte> name, PartiQLExpression expression, string path, int depth)
    {
        switch (expression)
        {
            case StringLiteral literal:
                writer.WriteString(name, literal.Value);
                break;
            case NumberLiteral number:
                writer.WriteNumber(name, Number(number, path));
                break;
            case BooleanLiteral boolean:
                writer.WriteBoolean(name, boolean.Value);
                break;
            case NullLiteral:
                writer.WriteNull(name);
                break;
            case ParameterExpression parameter:
                var value = Parameter(parameter);
                CheckDepth(depth - 1 + DepthOf(value.Read()));
                writer.WriteEncoded(name, value);
                break;
            case ListLiteral list:
                CheckDepth(depth);
                writer.StartList(name);
                for (var i = 0; i < list.Elements.Count; i++)
                {
                    Write(writer, [], list.Elements[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), depth + 1);
                }

                writer.EndList();
                break;
            case MapLiteral map:
                CheckDepth(depth);
                writer.StartMap(name);
                WriteEntries(writer, map, path, depth + 1);
                writer.EndMap();
                break;
            case SetLiteral set:
                WriteSet(writer, name, set, path);
                break;
            default:
                throw new ValidationException(Messages.UnsupportedValue(NameOf(expression), expression.Span));
        }
    }

    // An attribute's value is a root of its own, so the entries of an item have no path.
    private void WriteEntries(ItemWriter writer, MapLiteral map, string? path, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries)
        {
            if (name.Length == 0)
            {
                throw new ValidationException(ValueMessages.EmptyAttributeName);
            }

            if (!names.Add(name))
            {
                throw new ValidationException(Messages.RepeatedName(name, map.Span));
            }

            Write(writer, Encoding.UTF8.GetBytes(name), value, path is null ? Root : $"{path}.{name}", depth);
        }
    }

    private static void WriteSet(ItemWriter writer, ReadOnlySpan<byte> name, SetLiteral set, string path)
    {
        if (set.Elements.Count == 0)
        {
            throw new ValidationException(Messages.EmptyBag);
        }

        if (set.Elements.All(e => e is StringLiteral))
        {
            var strings = set.Elements.Select(e => ((StringLiteral)e).Value).ToList();
            if (strings.Distinct(StringComparer.Ordinal).Count() != strings.Count)
            {
                throw new ValidationException(ValueMessages.DuplicateElements(AttributeType.SS, string.Join(", ", strings)));
            }

            writer.StartSet(name, AttributeType.SS);
            foreach (var element in strings)
            {
                writer.WriteString([], element);
            }
        }
        else if (set.Elements.All(e => e is NumberLiteral))
        {
            var numbers = set.Elements.Select((e, i) => Number((NumberLiteral)e, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"))).ToList();
            if (numbers.Distinct().Count() != numbers.Count)
            {
                throw new ValidationException(Messages.RepeatedNumbers(set.Elements, path));
            }

            writer.StartSet(name, AttributeType.NS);
            foreach (var element in numbers)
            {
                writer.WriteNumber([], element);
            }
        }
        else
        {
            throw new ValidationException(Messages.MixedBag);
        }

        writer.EndSet();
    }

    private static DynoNumber Number(NumberLiteral literal, string path)
    {
        if (DynoNumber.TryParse(literal.Digits, out var number, out var error))
        {
            return number;
        }

        var message = error switch
        {
            NumberError.TooPrecise => ValueMessages.NumberTooPrecise,
            NumberError.Overflow => ValueMessages.NumberOverflow,
            NumberError.Underflow => ValueMessages.NumberUnderflow,
            _ => ValueMessages.NumberMalformed(literal.Digits),
        };
        throw new ValidationException($"{message} under {path}");
    }

    // How many lists and maps are within each other; 0 for a scalar or a set.
    private static int DepthOf(ValueReader value)
    {
        var deepest = 0;
        if (value.Type == AttributeType.L)
        {
            for (var list = value.GetList(); list.Read();)
            {
                deepest = Math.Max(deepest, DepthOf(list.Value));
            }

            return deepest + 1;
        }

        if (value.Type == AttributeType.M)
        {
            for (var map = value.GetMap(); map.Read();)
            {
                deepest = Math.Max(deepest, DepthOf(map.Value));
            }

            return deepest + 1;
        }

        return 0;
    }

    private static void CheckDepth(int depth)
    {
        if (depth > Limits.NestingDepth)
        {
            throw new ValidationException(ValueMessages.NestingTooDeep);
        }
    }

    private static string NameOf(PartiQLExpression expression) => expression is CallExpression call ? call.Name : expression.ToString();
}
