// DescribeLimits: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
namespace Dyno.ClientContract;

public abstract class DescribeLimitsTests(ContractFixture fixture) : ContractTests(fixture)
{
    // The quotas of an account that asked for no others: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
    [Fact]
    public async Task A_table_may_have_less_than_the_account() =>
        Assert.Equal(new DescribeLimitsResult(80_000, 80_000, 40_000, 40_000), await Tables.DescribeLimitsAsync());
}
