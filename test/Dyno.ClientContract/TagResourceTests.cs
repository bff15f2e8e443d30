// TagResource: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
namespace Dyno.ClientContract;

public abstract class TagResourceTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Tags_are_added_and_given_other_values()
    {
        var request = NewTable() with { Tags = [new("team", "shop"), new("cost center", "4711")] };
        var arn = (await Tables.CreateTableAsync(request)).TableArn;
        await Tables.TagResourceAsync(new(arn, [new("team", "sales"), new("empty", "")]));
        Assert.Equal([new("cost center", "4711"), new("empty", ""), new("team", "sales")], await TagsAsync(arn));
    }

    [Fact]
    public async Task Fifty_are_kept_and_no_more()
    {
        var arn = (await Tables.CreateTableAsync(NewTable())).TableArn;
        var fifty = Enumerable.Range(0, 50).Select(n => new Tag($"tag{n:D2}", $"{n}")).ToList();
        await Tables.TagResourceAsync(new(arn, fifty));
        Assert.Equal(fifty, await TagsAsync(arn));
        await Assert.ThrowsAsync<ValidationException>(async () => await Tables.TagResourceAsync(new(arn, [new("one", "more")])));
        Assert.Equal(fifty, await TagsAsync(arn));
    }

    [Fact]
    public async Task Bad_tags_and_resources_are_refused()
    {
        var table = await Tables.CreateTableAsync(NewTable());
        await RefusedAsync("Atleast one Tag needs to be provided as Input.", new(table.TableArn, []));
        await RefusedAsync(null, new(table.TableArn, [new("", "x")]));
        await RefusedAsync(null, new(table.TableArn, [new(new string('k', 129), "x")]));
        await RefusedAsync(null, new(table.TableArn, [new("k", new string('v', 257))]));
        await RefusedAsync(null, new(table.TableArn, [new("no{braces}", "x")]));
        var absent = table.TableArn + "x";
        var missing = await Assert.ThrowsAsync<ResourceNotFoundException>(async () => await Tables.TagResourceAsync(new(absent, [new("a", "b")])));
        Assert.Equal($"Requested resource not found: ResourcArn: {absent} not found", missing.Message);
        Assert.Empty(await TagsAsync(table.TableArn));

        async Task RefusedAsync(string? message, TagResourceRequest request)
        {
            var error = await Assert.ThrowsAsync<ValidationException>(async () => await Tables.TagResourceAsync(request));
            Assert.Equal(message ?? error.Message, error.Message);
        }
    }

    private async Task<IReadOnlyList<Tag>> TagsAsync(string arn) => (await Tables.ListTagsOfResourceAsync(new(arn))).Tags;
}
