// The services of the query pipeline.

using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Extensions;

internal static class QueryServices
{
    public static EntityFrameworkServicesBuilder AddDynoQueryServices(this EntityFrameworkServicesBuilder builder) => builder;
}
