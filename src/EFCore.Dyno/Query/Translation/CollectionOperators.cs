// Operators over a collection inside the row (owned entities, complex values, primitives): LINQ to objects over what is stored there.

using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

internal static class CollectionOperators
{
    public static Expression? Translate(MethodCallExpression node, RowTranslator translator)
    {
        if (node.Method.DeclaringType != typeof(Queryable) || !node.Method.IsStatic)
        {
            return null;
        }

        var source = translator.Visit(node.Arguments[0]);
        if (node.Method.Name == nameof(Queryable.AsQueryable))
        {
            return source;
        }

        if (source is CollectionRead collection && node.Arguments is [_, UnaryExpression { Operand: LambdaExpression { Parameters: [var element] } only }])
        {
            var body = translator.Translate(ReplacingExpressionVisitor.Replace(element, collection.Shaper, only.Body));
            switch (node.Method.Name)
            {
                case nameof(Queryable.Where):
                    return collection.Where(body);
                case nameof(Queryable.Select):
                    return collection.Select(body);
                case nameof(Queryable.All):
                    return Expression.Not(Tally(nameof(Enumerable.Any), collection.Where(Expression.Not(body))));
                case nameof(Queryable.Any) or nameof(Queryable.Count) or nameof(Queryable.LongCount):
                    return Tally(node.Method.Name, collection.Where(body));
                case nameof(Queryable.First) or nameof(Queryable.FirstOrDefault) or nameof(Queryable.Single) or nameof(Queryable.SingleOrDefault)
                    or nameof(Queryable.Last) or nameof(Queryable.LastOrDefault):
                    return Call(node.Method.Name, collection.Where(body));
                case nameof(Queryable.Sum) or nameof(Queryable.Average) or nameof(Queryable.Min) or nameof(Queryable.Max):
                    return Aggregate(node.Method.Name, collection.Select(body));
            }
        }

        if (source is CollectionRead counted && node is
            { Arguments.Count: 1, Method.Name: nameof(Queryable.Any) or nameof(Queryable.Count) or nameof(Queryable.LongCount) })
        {
            return Tally(node.Method.Name, counted);
        }

        var arguments = new Expression[node.Arguments.Count];
        arguments[0] = source;
        for (var i = 1; i < arguments.Length; i++)
        {
            // Inside, the element is an object: its members are read as members.
            arguments[i] = translator.Visit(node.Arguments[i] is UnaryExpression { NodeType: ExpressionType.Quote, Operand: var lambda }
                ? lambda
                : node.Arguments[i]);
        }

        var generic = node.Method.IsGenericMethod ? node.Method.GetGenericArguments() : [];
        foreach (var method in typeof(Enumerable).GetMember(node.Method.Name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static).Cast<MethodInfo>())
        {
            if (method.GetParameters().Length != arguments.Length || method.GetGenericArguments().Length != generic.Length)
            {
                continue;
            }

            var candidate = generic.Length == 0 ? method : method.MakeGenericMethod(generic);
            var parameters = candidate.GetParameters();
            if (!Enumerable.Range(0, arguments.Length).All(i => parameters[i].ParameterType.IsAssignableFrom(arguments[i].Type)))
            {
                continue;
            }

            return Expression.Call(candidate, arguments);
        }

        return null;
    }

    // Elements are counted without being made.
    private static MethodCallExpression Tally(string method, CollectionRead source) => Call(method, source.Select(Expression.Constant(true)));

    // The values are read from the elements' maps: no element is made to sum one of its properties.
    private static MethodCallExpression Aggregate(string name, CollectionRead values)
    {
        var method = typeof(Enumerable).GetMethod(name, 0, [values.Type])
            ?? typeof(Enumerable).GetMethod(name, 1, [typeof(IEnumerable<>).MakeGenericType(Type.MakeGenericMethodParameter(0))])!
                .MakeGenericMethod(values.Shaper.Type);
        return Expression.Call(method, values);
    }

    private static MethodCallExpression Call(string method, CollectionRead source) =>
        Expression.Call(typeof(Enumerable), method, [source.Shaper.Type], source);

    // EF.Property over an element that is already an object.
    public static Expression? PropertyOfInstance(Expression target, string name, Type type)
    {
        var member = target.Type.GetMember(name, MemberTypes.Property | MemberTypes.Field, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .FirstOrDefault();
        if (member is null)
        {
            return null;
        }

        Expression read = Expression.MakeMemberAccess(target, member);
        return read.Type == type ? read : type.IsAssignableFrom(read.Type) || type.IsGenericType ? read : Expression.Convert(read, type);
    }
}
