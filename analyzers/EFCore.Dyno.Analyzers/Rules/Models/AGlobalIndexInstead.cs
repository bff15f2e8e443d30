// The way out of DYNO2008, DYNO2009 and DYNO2010: the same index as a global one, which has the table's partition key as its own.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Model;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules.Models;

internal static class AGlobalIndexInstead
{
    private const string Local = "LocalSecondaryIndex";

    /// <summary>What to write, and where; nothing where the table's partition key is a template, or the index is not in source.</summary>
    public static (Location? Place, ImmutableDictionary<string, string?> Remedy) For(IndexModel index, EntityModel entity)
    {
        if (Places.UpToArgument(index.Location, 1) is not { } place || entity.PartitionKey.Property is not { } partitionKey || place.Text() is var text && !text.Contains(Local))
        {
            return (null, Remedy.None);
        }

        // As text where the sort key is, else as a lambda.
        var isLambda = Places.Argument(index.Location, 1)!.Text().Contains("=>");
        return (place, Remedy.None.Write(
            Messages.MakeGlobal, text.Replace(Local, "GlobalSecondaryIndex") + (isLambda ? $"x => x.{partitionKey.Name}, " : $"\"{partitionKey.Name}\", ")));
    }
}
