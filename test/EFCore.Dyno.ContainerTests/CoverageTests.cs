// Each server runs the whole contract.
using Dyno.ClientContract;

namespace EFCore.Dyno.ContainerTests;

public sealed class CoverageTests
{
    [Theory]
    [InlineData("DynamoDBLocal")]
    [InlineData("ScyllaDB")]
    public void Every_class_of_the_contract_is_run(string server)
    {
        var run = typeof(CoverageTests).Assembly.GetTypes().Where(t => t.Name.StartsWith(server, StringComparison.Ordinal)).Select(t => t.BaseType!.Name).ToHashSet();
        Assert.Empty(ContractCoverage.Classes().Select(t => t.Name).Except(run));
    }
}
