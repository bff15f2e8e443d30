// ListTables: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
namespace Dyno.ClientContract;

public abstract class ListTablesTests(ContractFixture fixture) : ContractTests(fixture)
{
    [Fact]
    public async Task Names_are_listed_in_pages()
    {
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            created.Add(await CreateAsync());
        }

        var all = await AllNamesAsync(limit: 2);
        Assert.Equal(all.Distinct(), all);
        Assert.Empty(created.Except(all));
    }

    [Fact]
    public async Task Tables_are_listed_in_order_a_page_at_a_time()
    {
        var created = new List<string> { await CreateTextAsync(), await CreateTextAsync(), await CreateTextAsync() };
        var names = new List<string>();
        string? start = null;
        do
        {
            var page = await Tables.ListTablesAsync(new ListTablesRequest { ExclusiveStartTableName = start, Limit = 2 });
            Assert.InRange(page.TableNames.Count, 0, 2);
            names.AddRange(page.TableNames);
            start = page.LastEvaluatedTableName;
        }
        while (start is not null);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Empty(created.Except(names));
    }
}
