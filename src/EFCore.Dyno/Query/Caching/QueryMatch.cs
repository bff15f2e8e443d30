// What one comparison of a query with a pattern has found so far.

using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.Query;

// inputs: what a computation is given, where one is compared.
internal ref struct QueryMatch(Dictionary<string, object?> values, object?[]? inputs = null)
{
    public const int MostLambdaParameters = 24;

    private LambdaParameters _parameters;
    private IAsyncQueryProvider? _provider;

    // Where a value may be part of the query itself, EF takes it in; one that was met under the same name must be met again.
    public readonly bool Take(string name, object? value)
    {
        if (value is IQueryable or Expression)
        {
            return false;
        }

        if (values.TryAdd(name, value))
        {
            return true;
        }

        return Equals(values[name], value);
    }

    public readonly void TakeInput(int index, object? value) => inputs![index] = value;

    public void Bind(int index, ParameterExpression parameter) => _parameters[index] = parameter;

    public readonly bool IsBound(int index, Expression expression) => ReferenceEquals(_parameters[index], expression);

    // All of a query is of one context, which EF checks.
    public bool IsOfProvider(EntityQueryRootExpression root)
    {
        _provider ??= root.QueryProvider;
        return _provider is not null && ReferenceEquals(_provider, root.QueryProvider);
    }

    [InlineArray(MostLambdaParameters)]
    private struct LambdaParameters
    {
        private ParameterExpression? _first;
    }
}
