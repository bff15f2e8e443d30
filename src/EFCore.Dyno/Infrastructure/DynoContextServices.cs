// A context's services. EF's own make, for each new context, all that a model is built with, and look through the assembly for a compiled one, before they
// find that the model is in the cache. These look there first.

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Internal;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace EFCore.Dyno.Infrastructure;

#pragma warning disable EF1001 // What is not in the cache is found as EF finds it.
internal sealed class DynoContextServices : DbContextServices
{
    // Whether the assembly of a type of context has a compiled model for it.
    private static readonly ConditionalWeakTable<Type, object> s_compiled = [];

    private IModel? _model;

    public override IModel Model => _model ??= CachedModel() ?? base.Model;

    private IModel? CachedModel()
    {
        var context = CurrentContext.Context;
        if (ContextOptions.FindExtension<CoreOptionsExtension>()?.Model is not null || HasCompiledModel(context.GetType())
            || InternalServiceProvider.GetRequiredService<IModelSource>().GetType() != typeof(ModelSource))
        {
            return null;
        }

        var key = InternalServiceProvider.GetRequiredService<IModelCacheKeyFactory>().Create(context, designTime: false);
        return InternalServiceProvider.GetRequiredService<IMemoryCache>().TryGetValue(key, out IModel? model) ? model : null;
    }

    private static bool HasCompiledModel(Type context) => (bool)s_compiled.GetValue(
        context, static type => Attribute.GetCustomAttributes(type.Assembly, typeof(DbContextModelAttribute)).Any(a => ((DbContextModelAttribute)a).ContextType == type));
}
