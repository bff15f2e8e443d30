// The condition of a HasQueryFilter, bound when somebody asks what it says: most queries of a context ask only for its keys.

using Microsoft.CodeAnalysis.Operations;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed class QueryFilter(Func<IAnonymousFunctionOperation> bind)
{
    private readonly Lazy<IAnonymousFunctionOperation> _lambda = new(bind);

    public IAnonymousFunctionOperation Lambda => _lambda.Value;
}
