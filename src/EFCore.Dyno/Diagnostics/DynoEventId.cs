// Event ids. They are stable: applications configure warnings by them. ef's query events begin at +100, update's at +200.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Diagnostics;

/// <summary>The events that the Dyno provider logs, for <c>ConfigureWarnings</c> and log filters.</summary>
public static class DynoEventId
{
    private const int Base = CoreEventId.ProviderBaseId;

    /// <summary>A request was carried out by the store. Category Database.Command, level Information.</summary>
    public static readonly EventId RequestExecuted = new(Base, DbLoggerCategory.Database.Command.Name + "." + nameof(RequestExecuted));

    /// <summary>A query reads every item of a table or index. Category Query, level Warning.</summary>
    public static readonly EventId ScanWarning = new(Base + 100, DbLoggerCategory.Query.Name + "." + nameof(ScanWarning));

    /// <summary>Part of a query is done by the provider after reading from the store. Category Query, level Warning.</summary>
    public static readonly EventId ClientWorkWarning = new(Base + 101, DbLoggerCategory.Query.Name + "." + nameof(ClientWorkWarning));

    /// <summary>SaveChanges wrote more items in one commit than DynamoDB's transactions can. Category Update, level Warning.</summary>
    public static readonly EventId LargeCommitWarning = new(Base + 200, DbLoggerCategory.Update.Name + "." + nameof(LargeCommitWarning));
}
