// The table of contents: every rule there is, by what it looks at.

using System.Collections.Immutable;
using EFCore.Dyno.Analyzers.Rules.Models;
using EFCore.Dyno.Analyzers.Rules.Queries;
using EFCore.Dyno.Analyzers.Rules.Raw;
using EFCore.Dyno.Analyzers.Rules.Writes;
using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Rules;

internal static class AllRules
{
    /// <summary>Judge each query that is run.</summary>
    public static ImmutableArray<QueryRule> Queries { get; } =
    [
        new AQueryNamesItsPartition(),
        new ASetIsNotReadWhole(),
        new OneRowIsFoundByItsKey(),
        new TakeCountsWhatIsFound(),
        new AnOrderIsThatOfTheSortKey(),
        new AGlobalIndexIsReadEventually(),
        new AnIndexThatIsNamedExists(),
        new PagesAreFollowedByCursor(),
        new AlternativesAreAList(),
        new AKeyIsComparedAsItIsStored(),
        new AKeyIsGivenFromItsBeginning(),
        new AnIndexHasWhatIsRead(),
        new TheStoreDoesTheWork(),
        new ExpiredItemsAreFilteredOut(),
        new AQueryHasAPlan(),
        new AnIndexThatIsNamedCanAnswer(),
        new ABulkWriteNamesItsKey(),
    ];

    /// <summary>Judge the model of each context.</summary>
    public static ImmutableArray<ModelRule> Models { get; } =
    [
        new AnEntityHasAPartitionKey(),
        new AKeyIsTextNumberOrBytes(),
        new APartitionKeyHasManyValues(),
        new APartitionKeyDoesNotGrow(),
        new ASortKeyOrdersAsItsValue(),
        new KeysOfTypesDiffer(),
        new ADelimiterIsNotInTheText(),
        new ALocalIndexNeedsASortKey(),
        new ATableHasFiveLocalIndexes(),
        new ALocalIndexBoundsItsCollection(),
        new ATableHasTwentyGlobalIndexes(),
        new AnIndexCopiesWhatIsUsed(),
        new AnIndexKeyHasManyValues(),
        new ATimeToLiveIsInSeconds(),
        new AnItemHasRoom(),
        new AnIndexKeyHasFourAttributes(),
        new IndexesProjectAHundredAttributes(),
        new NamesAreValid(),
        new NamesAreNotReserved(),
        new AKeyIsOneWithTheEntityKey(),
        new AKeyNamesWhatExists(),
        new AnAttributeHasOneMember(),
        new ACascadeFindsByAKey(),
    ];

    /// <summary>Judge operations wherever they stand.</summary>
    public static ImmutableArray<OperationRule> Operations { get; } =
    [
        new AFilterIsPartOfTheQuery(),
        new ExistenceIsAskedByAny(),
        new ManyKeysAreReadTogether(),
        new ALoopRunsNoQueries(),
        new AnEmptyPageIsNotTheEnd(),
        new ACursorIsKept(),
        new ARemoteStoreIsAskedAsynchronously(),
        new ATransactionHasAHundredActions(),
        new ALoopSavesOnce(),
        new ASettingIsAccepted(),
        new ACounterIsNotReadToBeWritten(),
        new AKeyIsNotChanged(),
        new ARemoteStoreHasNoOpenTransaction(),
        new ARetryKeepsItsToken(),
        new AReservedWordIsQuoted(),
        new AStatementIsNotPutTogether(),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
        [.. Queries.Select(r => r.Descriptor), .. Models.Select(r => r.Descriptor), .. Operations.Select(r => r.Descriptor)];
}
