// DescribeTimeToLive: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
namespace Dyno.ClientContract;

public abstract class DescribeTimeToLiveTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task The_attribute_is_told_while_items_expire()
    {
        var table = await CreateAsync();
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.DISABLED), await Tables.DescribeTimeToLiveAsync(table));
        await UpdateAsync(table, true);
        Assert.Equal(new TimeToLiveDescription(TimeToLiveStatus.ENABLED, "expires"), await Tables.DescribeTimeToLiveAsync(table));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_refused()
    {
        var absent = NewName();
        await RefusedAsync<ResourceNotFoundException, TimeToLiveDescription>(
            $"Requested resource not found: Table: {absent} not found", () => Tables.DescribeTimeToLiveAsync(absent));
    }

    private ValueTask<TimeToLiveSpecification> UpdateAsync(string table, bool enabled) => Tables.UpdateTimeToLiveAsync(
        new UpdateTimeToLiveRequest { TableName = table, TimeToLiveSpecification = new TimeToLiveSpecification(enabled, "expires") });
}
