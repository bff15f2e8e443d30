// The provider's surface as the analyzer sees it: names and shapes, no behaviour. It is source, so that these tests do not wait for the provider.

namespace EFCore.Dyno.Analyzers.Tests;

internal static class ProviderStubs
{
    public const string Source = """
        using System.Linq.Expressions;
        using Microsoft.EntityFrameworkCore.Metadata.Builders;

        namespace EFCore.Dyno
        {
            [AttributeUsage(AttributeTargets.Property)]
            public sealed class PartitionKeyAttribute : Attribute;

            [AttributeUsage(AttributeTargets.Property)]
            public sealed class SortKeyAttribute : Attribute;
        }

        namespace Microsoft.EntityFrameworkCore
        {
            public sealed class Page<T>;

            public sealed class DynoIndexBuilder<T>
            {
                public DynoIndexBuilder<T> ProjectsKeysOnly() => this;
            }

            public static class DynoDbContextOptionsExtensions
            {
                public static DbContextOptionsBuilder UseDyno(this DbContextOptionsBuilder builder, string path) => builder;
            }

            public static class DynoEntityTypeBuilderExtensions
            {
                public static EntityTypeBuilder<T> ToDynoTable<T>(this EntityTypeBuilder<T> builder, string name) where T : class => builder;
                public static EntityTypeBuilder<T> HasPartitionKey<T>(
                    this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key, string? attributeName = null) where T : class => builder;
                public static EntityTypeBuilder<T> HasPartitionKey<T>(
                    this EntityTypeBuilder<T> builder, string key, string? attributeName = null) where T : class => builder;
                public static EntityTypeBuilder<T> HasSortKey<T>(
                    this EntityTypeBuilder<T> builder, Expression<Func<T, object?>> key, string? attributeName = null) where T : class => builder;
                public static EntityTypeBuilder<T> HasSortKey<T>(
                    this EntityTypeBuilder<T> builder, string key, string? attributeName = null) where T : class => builder;
                public static DynoIndexBuilder<T> HasGlobalSecondaryIndex<T>(
                    this EntityTypeBuilder<T> builder, string name, Expression<Func<T, object?>> partitionKey,
                    Expression<Func<T, object?>>? sortKey = null) where T : class => new();
                public static DynoIndexBuilder<T> HasGlobalSecondaryIndex<T>(
                    this EntityTypeBuilder<T> builder, string name, string partitionKey, string? sortKey = null) where T : class => new();
                public static DynoIndexBuilder<T> HasLocalSecondaryIndex<T>(
                    this EntityTypeBuilder<T> builder, string name, Expression<Func<T, object?>> sortKey) where T : class => new();
            }

            public static class DynoQueryableExtensions
            {
                public static IQueryable<T> AllowScan<T>(this IQueryable<T> source) => source;
                public static IQueryable<T> ConsistentRead<T>(this IQueryable<T> source) => source;
                public static IQueryable<T> WithIndex<T>(this IQueryable<T> source, string name) => source;
                public static Task<Page<T>> ToPageAsync<T>(this IQueryable<T> source, int size, string? cursor = null) =>
                    Task.FromResult(new Page<T>());
            }
        }
        """;
}
