// Event ids are a promise: applications configure warnings by them. They stand here a second time, and on the page that tells of them.

using System.Reflection;
using System.Runtime.CompilerServices;
using EFCore.Dyno.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EFCore.Dyno.Tests.Diagnostics;

public class EventIdTests
{
    private static readonly Dictionary<string, int> Promised = new()
    {
        ["Microsoft.EntityFrameworkCore.Database.Command.RequestExecuted"] = 30000,
        ["Microsoft.EntityFrameworkCore.Database.Command.RequestExecuting"] = 30001,
        ["Microsoft.EntityFrameworkCore.Database.Command.RequestFailed"] = 30002,
        ["Microsoft.EntityFrameworkCore.Database.Command.RequestCanceled"] = 30003,
        ["Microsoft.EntityFrameworkCore.Database.Command.RequestFailedTransiently"] = 30004,
        ["Microsoft.EntityFrameworkCore.Database.Command.RequestConditionFailed"] = 30005,
        ["Microsoft.EntityFrameworkCore.Database.Command.TableNotFound"] = 30006,
        ["Microsoft.EntityFrameworkCore.Query.ScanWarning"] = 30100,
        ["Microsoft.EntityFrameworkCore.Query.ClientWorkWarning"] = 30101,
        ["Microsoft.EntityFrameworkCore.Query.WastefulReadWarning"] = 30102,
        ["Microsoft.EntityFrameworkCore.Query.CascadeScanWarning"] = 30103,
        ["Microsoft.EntityFrameworkCore.Update.LargeCommitWarning"] = 30200,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.TransactionStarted"] = 30300,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.TransactionUsed"] = 30301,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.TransactionCommitted"] = 30302,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.TransactionRolledBack"] = 30303,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.TransactionDisposed"] = 30304,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.TransactionFailed"] = 30305,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.SavepointCreated"] = 30306,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.SavepointRolledBack"] = 30307,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.SavepointReleased"] = 30308,
        ["Microsoft.EntityFrameworkCore.Database.Transaction.AmbientTransactionWarning"] = 30309,
        ["Microsoft.EntityFrameworkCore.Model.Validation.SortKeyOrderWarning"] = 30600,
    };

    private static IEnumerable<EventId> Events => typeof(DynoEventId).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (EventId)f.GetValue(null)!);

    [Fact]
    public void Ids_and_names_stay() => Assert.Equal(
        Promised.OrderBy(p => p.Value), Events.Select(e => KeyValuePair.Create(e.Name!, e.Id)).OrderBy(p => p.Value));

    [Fact]
    public void A_field_is_called_as_its_event() => Assert.All(
        typeof(DynoEventId).GetFields(BindingFlags.Public | BindingFlags.Static),
        field => Assert.EndsWith("." + field.Name, ((EventId)field.GetValue(null)!).Name, StringComparison.Ordinal));

    [Fact]
    public void The_page_on_diagnostics_lists_them()
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "diagnostics.md"));
        Assert.All(Events, e => Assert.Contains($"| {e.Id} | `{e.Name!.Split('.')[^1]}` |", page, StringComparison.Ordinal));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
