// Reads a key from a lambda: a property (o => o.Id), several (o => new { o.A, o.B }) or a template. An interpolated string reaches an expression tree as
// string.Format or string.Concat; both are taken apart here, and so are + between texts and ToString(format) of a property.

using System.Globalization;
using System.Linq.Expressions;

namespace EFCore.Dyno.Metadata;

internal static class KeyLambdaParser
{
    public static KeyConfiguration Parse(LambdaExpression lambda, string? attributeName = null)
    {
        var body = Unconvert(lambda.Body);
        if (PropertyOf(body, lambda) is { } property)
        {
            return KeyConfiguration.OfProperty(property);
        }

        if (body is NewExpression { Members: not null })
        {
            return KeyConfiguration.OfComposed([.. PropertyNames(lambda)], attributeName);
        }

        var parts = new List<TemplatePart>();
        Append(body, null, lambda, parts);
        return KeyConfiguration.OfTemplate(new KeyTemplate(Merge(parts)).ToString(), attributeName);
    }

    /// <summary>The names in <c>o => o.A</c> or <c>o => new { o.A, o.B }</c>.</summary>
    public static IEnumerable<string> PropertyNames(LambdaExpression lambda)
    {
        var body = Unconvert(lambda.Body);
        return (body is NewExpression created ? created.Arguments : (IReadOnlyList<Expression>)[body])
            .Select(a => PropertyOf(Unconvert(a), lambda) ?? throw new ArgumentException(Messages.KeyLambdaNotUnderstood(lambda, a)));
    }

    private static void Append(Expression node, string? format, LambdaExpression lambda, List<TemplatePart> parts)
    {
        node = Unconvert(node);
        if (PropertyOf(node, lambda) is { } property)
        {
            parts.Add(new TemplatePart(null, property, format));
            return;
        }

        switch (node)
        {
            case ConstantExpression { Value: { } value }:
                parts.Add(new TemplatePart(Convert.ToString(value, CultureInfo.InvariantCulture)!, null, null));
                break;
            case BinaryExpression { NodeType: ExpressionType.Add } add when add.Type == typeof(string):
                Append(add.Left, null, lambda, parts);
                Append(add.Right, null, lambda, parts);
                break;
            case MethodCallExpression { Method.Name: nameof(string.Concat) } concat when concat.Method.DeclaringType == typeof(string):
                foreach (var argument in Flatten(concat.Arguments))
                {
                    Append(argument, null, lambda, parts);
                }

                break;
            case MethodCallExpression { Method.Name: nameof(string.Format) } call when call.Method.DeclaringType == typeof(string):
                AppendFormat(call, lambda, parts);
                break;
            case MethodCallExpression { Method.Name: nameof(ToString), Object: { } target } call
                when PropertyOf(Unconvert(target), lambda) is not null:
                Append(target, call.Arguments is [ConstantExpression { Value: string text }, ..] ? text : null, lambda, parts);
                break;
            default:
                if (!References(node, lambda.Parameters[0]))
                {
                    // A constant of the surrounding code: its value now is the literal.
                    var value = Expression.Lambda<Func<object?>>(Expression.Convert(node, typeof(object))).Compile()();
                    parts.Add(new TemplatePart(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", null, null));
                    break;
                }

                throw new ArgumentException(Messages.KeyLambdaNotUnderstood(lambda, node));
        }
    }

    private static void AppendFormat(MethodCallExpression call, LambdaExpression lambda, List<TemplatePart> parts)
    {
        if (call.Arguments[0] is not ConstantExpression { Value: string format })
        {
            throw new ArgumentException(Messages.KeyLambdaNotUnderstood(lambda, call));
        }

        var arguments = Flatten(call.Arguments.Skip(1)).ToArray();
        foreach (var part in KeyTemplate.Parse(format).Parts)
        {
            if (part.PropertyName is null)
            {
                parts.Add(part);
            }
            else if (int.TryParse(part.PropertyName, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < arguments.Length)
            {
                Append(arguments[index], part.Format, lambda, parts);
            }
            else
            {
                // Alignment ({0,8}) pads with blanks, which keys should not hold.
                throw new ArgumentException(Messages.KeyLambdaNotUnderstood(lambda, call));
            }
        }
    }

    private static IEnumerable<Expression> Flatten(IEnumerable<Expression> arguments) =>
        arguments.SelectMany(a => a is NewArrayExpression array ? array.Expressions : (IEnumerable<Expression>)[a]);

    public static string? PropertyOf(Expression node, LambdaExpression lambda) => node switch
    {
        MemberExpression { Expression: { } owner } member when Unconvert(owner) == lambda.Parameters[0] => member.Member.Name,
        MethodCallExpression { Method.Name: nameof(EF.Property), Arguments: [var owner, ConstantExpression { Value: string name }] } call
            when call.Method.DeclaringType == typeof(EF) && Unconvert(owner) == lambda.Parameters[0] => name,
        _ => null,
    };

    private static List<TemplatePart> Merge(List<TemplatePart> parts)
    {
        var merged = new List<TemplatePart>();
        foreach (var part in parts)
        {
            if (part.PropertyName is null && merged is [.., { PropertyName: null } last])
            {
                merged[^1] = last with { Literal = last.Literal + part.Literal };
            }
            else
            {
                merged.Add(part);
            }
        }

        return merged;
    }

    public static Expression Unconvert(Expression node)
    {
        while (node is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            node = convert.Operand;
        }

        return node;
    }

    public static bool References(Expression node, ParameterExpression parameter)
    {
        var finder = new ParameterFinder(parameter);
        finder.Visit(node);
        return finder.Found;
    }

    private sealed class ParameterFinder(ParameterExpression parameter) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == parameter;
            return node;
        }
    }
}
