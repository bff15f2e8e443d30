// Makes objects in which everything is set, down to the last list: what a mapping forgets is then missing on its other side.
using System.Collections;
using System.Reflection;
using Amazon.Runtime;
using Dyno.Expressions;

namespace Dyno.Aws.Tests.Mapping;

internal static class Filler
{
    private static readonly Dictionary<Type, object> Given = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = true,
        [typeof(int)] = 3,
        [typeof(long)] = 5L,
        [typeof(double)] = 2.5,
        [typeof(DateTime)] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        [typeof(Item)] = Item.Of(("pk", "a"), ("n", 1)),
        [typeof(EncodedValue)] = EncodedValue.FromString("v"),
        [typeof(AttributeType)] = AttributeType.N,
        [typeof(ConditionExpression)] = ConditionExpression.Parse("c = :c", Scope(":c")),
        [typeof(KeyConditionExpression)] = KeyConditionExpression.Parse("k = :k", Scope(":k")),
        [typeof(UpdateExpression)] = UpdateExpression.Parse("SET u = :u", Scope(":u")),
        [typeof(ProjectionExpression)] = ProjectionExpression.Parse("p"),
        [typeof(Amazon.DynamoDBv2.Model.AttributeValue)] = new Amazon.DynamoDBv2.Model.AttributeValue { S = "value" },
        [typeof(ResponseMetadata)] = new ResponseMetadata(),
        [typeof(System.Net.HttpStatusCode)] = System.Net.HttpStatusCode.OK,
    };

    public static object Make(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Given.TryGetValue(type, out var given))
        {
            return given;
        }

        if (type.IsEnum)
        {
            // Not the default, where there is another.
            var values = Enum.GetValues(type);
            return values.GetValue(Math.Min(1, values.Length - 1))!;
        }

        if (typeof(ConstantClass).IsAssignableFrom(type))
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).First().GetValue(null)!;
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            if (arguments.Length == 2)
            {
                var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
                dictionary.Add(Make(arguments[0]), Make(arguments[1]));
                return dictionary;
            }

            // An abstract record's list has one of each kind.
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
            foreach (var kind in arguments[0].IsAbstract ? arguments[0].Assembly.GetTypes().Where(t => t.IsSubclassOf(arguments[0])) : arguments)
            {
                list.Add(Make(kind));
            }

            return list;
        }

        var constructor = type.GetConstructors().Where(c => !c.GetParameters().Any(p => p.ParameterType == type)).MinBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType))]);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
        {
            property.SetValue(made, Make(property.PropertyType));
        }

        return made;
    }

    private static ExpressionScope Scope(string name) => ExpressionScope.Of(null, new Dictionary<string, AttributeValue> { [name] = "x" });
}
