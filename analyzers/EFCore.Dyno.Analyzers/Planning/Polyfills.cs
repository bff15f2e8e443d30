// What the compiler asks for by name and netstandard2.0 lacks, and the few methods of newer frameworks that the shared rules use.

#pragma warning disable IDE0161 // Several namespaces.

namespace System
{
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;

        public static implicit operator Index(int value) => new(value);
    }

    internal readonly struct Range(Index start, Index end)
    {
        public Index Start => start;

        public Index End => end;
    }
}

namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit;

    [AttributeUsage(AttributeTargets.All)]
    internal sealed class RequiredMemberAttribute : Attribute;

    [AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
    {
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    [AttributeUsage(AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : Attribute;
}

namespace EFCore.Dyno
{
    internal static class Polyfills
    {
        public static HashSet<T> ToHashSet<T>(this IEnumerable<T> source) => new(source);

        public static HashSet<T> ToHashSet<T>(this IEnumerable<T> source, IEqualityComparer<T> comparer) => new(source, comparer);

        public static IEnumerable<T> SkipLast<T>(this IReadOnlyCollection<T> source, int count) => source.Take(source.Count - count);

        public static string Replace(this string text, string old, string with, StringComparison comparison) =>
            comparison == StringComparison.Ordinal ? text.Replace(old, with) : throw new ArgumentOutOfRangeException(nameof(comparison));

        public static System.Text.StringBuilder AppendJoin(this System.Text.StringBuilder builder, string separator, IEnumerable<string> values) =>
            builder.Append(string.Join(separator, values));
    }
}
