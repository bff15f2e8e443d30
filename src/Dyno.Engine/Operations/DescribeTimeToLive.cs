// DescribeTimeToLive: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
namespace Dyno.Engine.Operations;

internal sealed class DescribeTimeToLiveOperation(EngineContext context)
{
    public TimeToLiveDescription Execute(string tableName) => context.Catalog.Describe(tableName).Record.TimeToLive switch
    {
        { Attribute: { } attribute, IsIndexed: var isIndexed } =>
            new TimeToLiveDescription(isIndexed ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.ENABLING, attribute),
        _ => new TimeToLiveDescription(TimeToLiveStatus.DISABLED),
    };
}
