// UpdateTimeToLive: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
namespace Dyno.Engine.Operations;

internal sealed class UpdateTimeToLiveOperation(EngineContext context)
{
    // A table of more items is looked through in the background, and ENABLING meanwhile.
    private const int ItemsAtOnce = 1000;

    public async ValueTask<TimeToLiveSpecification> ExecuteAsync(UpdateTimeToLiveRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = request.TimeToLiveSpecification;
        TableValidation.CheckMemberLength(wanted.AttributeName, "timeToLiveSpecification.attributeName", Limits.TimeToLiveAttributeLength);
        var now = context.Clock.GetUtcNow();
        var table = context.Catalog.Replace(
            request.TableName,
            old => old.Record with { TimeToLive = Change(old.Record.TimeToLive, wanted, now) },
            (newer, batch) =>
            {
                if (!wanted.Enabled)
                {
                    // Later writes find it disabled, earlier ones are deleted with the rest.
                    batch.DeleteRange(context.Expiries, MetaKeys.Number(newer.Id), MetaKeys.Number(newer.Id + 1));
                }
            });
        if (wanted.Enabled)
        {
            if (table.Counters.Count <= ItemsAtOnce)
            {
                await context.Sweeper.Indexing.RunAsync(table, cancellationToken).ConfigureAwait(false);
            }

            context.Sweeper.Work.Start();
        }

        return wanted;
    }

    private TimeToLiveRecord Change(TimeToLiveRecord? settings, TimeToLiveSpecification wanted, DateTimeOffset now)
    {
        if (settings?.Attribute is { } attribute && attribute != wanted.AttributeName)
        {
            throw new ValidationException(Messages.OtherTimeToLive(attribute));
        }

        if (wanted.Enabled == settings?.Attribute is not null)
        {
            throw new ValidationException(wanted.Enabled ? Messages.TimeToLiveEnabled : Messages.TimeToLiveDisabled);
        }

        return settings is not null && (IsUnderWay(settings) || now - settings.Changed < context.Options.TimeToLiveChangeInterval)
            ? throw new ValidationException(Messages.TimeToLiveChangedOften)
            : new TimeToLiveRecord(wanted.Enabled ? wanted.AttributeName : null, IsIndexed: !wanted.Enabled, now);
    }

    private static bool IsUnderWay(TimeToLiveRecord settings) => settings is { Attribute: not null, IsIndexed: false };
}
