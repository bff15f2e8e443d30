// ListTagsOfResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
namespace Dyno.ClientContract;

public abstract class ListTagsOfResourceTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Tags_are_listed_in_the_order_of_their_names()
    {
        var tagged = await Tables.CreateTableAsync(NewTable() with { Tags = [new("b", "2"), new("B", "1"), new("a", "3")] });
        Assert.Equal([new("B", "1"), new("a", "3"), new("b", "2")], (await Tables.ListTagsOfResourceAsync(new(tagged.TableArn))).Tags);
        Assert.Empty((await Tables.ListTagsOfResourceAsync(new((await Tables.CreateTableAsync(NewTable())).TableArn))).Tags);
    }

    [Fact]
    public async Task Only_tables_have_tags()
    {
        var arn = (await Tables.CreateTableAsync(NewTable())).TableArn;
        var absent = arn + "x";
        await RefusedAsync<ResourceNotFoundException, ListTagsOfResourceResult>(
            $"Requested resource not found: ResourcArn: {absent} not found", () => Tables.ListTagsOfResourceAsync(new(absent)));
        await InvalidAsync(
            "Invalid TableArn: Invalid ResourceArn provided as input arn:aws:dynamodb:us-east-1:000000000000:other/x",
            () => Tables.ListTagsOfResourceAsync(new("arn:aws:dynamodb:us-east-1:000000000000:other/x")));
    }

    [Fact]
    public async Task A_table_is_named_by_its_whole_resource_name_only()
    {
        var table = await Tables.CreateTableAsync(NewTable());
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Tables.ListTagsOfResourceAsync(new(table.TableName)));
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Tables.ListTagsOfResourceAsync(new("arn:aws:dynamodb")));
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await Tables.ListTagsOfResourceAsync(new(OfOtherAccount(table.TableArn))));
    }
}
