// UntagResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
namespace Dyno.ClientContract;

public abstract class UntagResourceTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Tags_are_taken_away_and_those_that_are_not_there_passed_over()
    {
        var arn = (await Tables.CreateTableAsync(NewTable() with { Tags = [new("a", "1"), new("b", "2"), new("c", "3")] })).TableArn;
        await Tables.UntagResourceAsync(new(arn, ["a", "absent", "c"]));
        Assert.Equal([new Tag("b", "2")], (await Tables.ListTagsOfResourceAsync(new(arn))).Tags);
    }

    [Fact]
    public async Task No_tags_and_no_table_are_refused()
    {
        var arn = (await Tables.CreateTableAsync(NewTable() with { Tags = [new("a", "1")] })).TableArn;
        var none = await Assert.ThrowsAsync<ValidationException>(async () => await Tables.UntagResourceAsync(new(arn, [])));
        Assert.Equal("Atleast one Tag Key needs to be provided as Input.", none.Message);
        await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await Tables.UntagResourceAsync(new(arn + "x", ["a"])));
        Assert.Single((await Tables.ListTagsOfResourceAsync(new(arn))).Tags);
    }
}
