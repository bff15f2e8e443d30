// The parameters from before expressions: what they do, and what is refused.
namespace Dyno.Server.Tests.Legacy;

public class LegacyParameterTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("EQ", "[{\"N\":\"5\"}]", true)]
    [InlineData("EQ", "[{\"S\":\"5\"}]", false)]
    [InlineData("NE", "[{\"S\":\"5\"}]", true)]
    [InlineData("LT", "[{\"N\":\"5\"}]", false)]
    [InlineData("LE", "[{\"N\":\"5\"}]", true)]
    [InlineData("GT", "[{\"N\":\"4.9\"}]", true)]
    [InlineData("GE", "[{\"N\":\"5.1\"}]", false)]
    [InlineData("IN", "[{\"N\":\"1\"},{\"N\":\"5\"}]", true)]
    [InlineData("BETWEEN", "[{\"N\":\"1\"},{\"N\":\"5\"}]", true)]
    [InlineData("NOT_NULL", "[]", true)]
    [InlineData("NULL", "[]", false)]
    public async Task Expected_compares(string comparison, string values, bool holds)
    {
        var key = await PutAsync("\"n\":{\"N\":\"5\"}");
        Assert.Equal(holds, await HoldsAsync(key, $$$$$"""{"n":{"ComparisonOperator":"{{{{{comparison}}}}}","AttributeValueList":{{{{{values}}}}} }}"""));
    }

    [Theory]
    [InlineData("CONTAINS", "[{\"S\":\"ell\"}]", true)]
    [InlineData("NOT_CONTAINS", "[{\"S\":\"ell\"}]", false)]
    [InlineData("BEGINS_WITH", "[{\"S\":\"he\"}]", true)]
    public async Task Expected_compares_text(string comparison, string values, bool holds)
    {
        var key = await PutAsync("\"s\":{\"S\":\"hello\"}");
        Assert.Equal(holds, await HoldsAsync(key, $$$$$"""{"s":{"ComparisonOperator":"{{{{{comparison}}}}}","AttributeValueList":{{{{{values}}}}} }}"""));
    }

    // What is not there is not equal to anything, but neither contains nor does not contain.
    [Fact]
    public async Task What_is_not_there_compares_as_on_DynamoDB()
    {
        var key = await PutAsync("\"n\":{\"N\":\"5\"}");
        Assert.True(await HoldsAsync(key, """{"x":{"ComparisonOperator":"NE","AttributeValueList":[{"N":"5"}]}}"""));
        Assert.False(await HoldsAsync(key, """{"x":{"ComparisonOperator":"NOT_CONTAINS","AttributeValueList":[{"N":"5"}]}}"""));
        Assert.True(await HoldsAsync(key, """{"x":{"Exists":false},"n":{"Value":{"N":"5"}}}"""));
        Assert.False(await HoldsAsync(key, """{"n":{"Exists":false}}"""));
    }

    [Fact]
    public async Task Conditions_hold_together_or_one_of_them()
    {
        var key = await PutAsync("\"n\":{\"N\":\"5\"}");
        const string One = """{"n":{"Value":{"N":"5"}},"m":{"Value":{"N":"1"}}}""";
        Assert.False(await HoldsAsync(key, One));
        Assert.False(await HoldsAsync(key, One, "AND"));
        Assert.True(await HoldsAsync(key, One, "OR"));
    }

    [Fact]
    public async Task Attribute_updates_put_add_and_delete()
    {
        var key = await PutAsync("\"n\":{\"N\":\"5\"},\"l\":{\"L\":[{\"N\":\"1\"}]},\"s\":{\"SS\":[\"a\",\"b\"]},\"gone\":{\"S\":\"x\"}");
        using var updated = await server.AnswerAsync("UpdateItem", $$$$$"""
            {"TableName":"Things","Key":{"pk":{"S":"{{{{{key}}}}}"}},"ReturnValues":"ALL_NEW","AttributeUpdates":{
              "n":{"Action":"ADD","Value":{"N":"2"}},"l":{"Action":"ADD","Value":{"L":[{"N":"2"}]}},
              "s":{"Action":"DELETE","Value":{"SS":["a"]}},"gone":{"Action":"DELETE"},"a.b":{"Value":{"S":"name with a point"}}}}
            """);
        var attributes = updated.RootElement.GetProperty("Attributes");
        Assert.Equal("7", attributes.GetProperty("n").GetProperty("N").GetString());
        Assert.Equal(2, attributes.GetProperty("l").GetProperty("L").GetArrayLength());
        Assert.Equal("b", attributes.GetProperty("s").GetProperty("SS")[0].GetString());
        Assert.False(attributes.TryGetProperty("gone", out _));
        Assert.Equal("name with a point", attributes.GetProperty("a.b").GetProperty("S").GetString());
        var (_, message) = await server.RefusedAsync(
            "UpdateItem", $$$$$"""{"TableName":"Things","Key":{"pk":{"S":"{{{{{key}}}}}"}},"AttributeUpdates":{"s":{"Action":"ADD","Value":{"N":"1"}}}}""");
        Assert.Equal("Type mismatch for attribute to update", message);
    }

    // Only taking away makes no item; changing nothing does.
    [Fact]
    public async Task A_deletion_makes_no_item()
    {
        await server.AnswerAsync("UpdateItem", """{"TableName":"Things","Key":{"pk":{"S":"none"}},"AttributeUpdates":{"a":{"Action":"DELETE"}}}""");
        using var none = await server.AnswerAsync("GetItem", """{"TableName":"Things","Key":{"pk":{"S":"none"}}}""");
        Assert.False(none.RootElement.TryGetProperty("Item", out _));
        await server.AnswerAsync("UpdateItem", """{"TableName":"Things","Key":{"pk":{"S":"some"}},"AttributeUpdates":{}}""");
        using var some = await server.AnswerAsync("GetItem", """{"TableName":"Things","Key":{"pk":{"S":"some"}}}""");
        Assert.True(some.RootElement.TryGetProperty("Item", out _));
    }

    [Fact]
    public async Task Old_key_conditions_and_filters_read()
    {
        var key = await PutAsync("\"n\":{\"N\":\"5\"},\"m\":{\"N\":\"6\"}");
        using var page = await server.AnswerAsync("Query", $$$$$"""
            {"TableName":"Things","KeyConditions":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"{{{{{key}}}}}"}]}},
             "QueryFilter":{"n":{"ComparisonOperator":"GT","AttributeValueList":[{"N":"4"}]}},"AttributesToGet":["m"]}
            """);
        Assert.Equal("""{"m":{"N":"6"}}""", page.RootElement.GetProperty("Items")[0].GetRawText());
        using var scan = await server.AnswerAsync("Scan", $$$$$"""
            {"TableName":"Things","ScanFilter":{"pk":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"{{{{{key}}}}}"}]}},"Select":"COUNT"}
            """);
        Assert.Equal(1, scan.RootElement.GetProperty("Count").GetInt32());
        Assert.False(scan.RootElement.TryGetProperty("Items", out _));
    }

    [Theory]
    [InlineData("PutItem", "\"Item\":{\"pk\":{\"S\":\"a\"}},\"Expected\":{},\"ConditionExpression\":\"a = b\"", "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}")]
    [InlineData("PutItem", "\"Item\":{\"pk\":{\"S\":\"a\"}},\"Expected\":{\"x\":{\"Value\":{\"S\":\"a\"},\"AttributeValueList\":[]}}", "One or more parameter values were invalid: Value and AttributeValueList cannot be used together for Attribute: x")]
    [InlineData("PutItem", "\"Item\":{\"pk\":{\"S\":\"a\"}},\"Expected\":{\"x\":{\"Exists\":true}}", "One or more parameter values were invalid: Value must be provided when Exists is true for Attribute: x")]
    [InlineData("PutItem", "\"Item\":{\"pk\":{\"S\":\"a\"}},\"Expected\":{\"x\":{\"ComparisonOperator\":\"BETWEEN\",\"AttributeValueList\":[{\"N\":\"2\"},{\"N\":\"1\"}]}}", "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound")]
    [InlineData("PutItem", "\"Item\":{\"pk\":{\"S\":\"a\"}},\"ConditionalOperator\":\"OR\"", "ConditionalOperator cannot be used without Filter or Expected")]
    [InlineData("Query", "\"KeyConditions\":{\"pk\":{\"ComparisonOperator\":\"NE\",\"AttributeValueList\":[{\"S\":\"a\"}]}}", "Attempted conditional constraint is not an indexable operation")]
    [InlineData("Query", "\"KeyConditions\":{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[]}}", "One or more parameter values were invalid: Invalid number of argument(s) for the EQ ComparisonOperator")]
    [InlineData("Query", "\"KeyConditions\":{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]}},\"QueryFilter\":{\"pk\":{\"ComparisonOperator\":\"EQ\",\"AttributeValueList\":[{\"S\":\"a\"}]}}", "QueryFilter can only contain non-primary key attributes: Primary key attribute: pk")]
    [InlineData("Scan", "\"AttributesToGet\":[\"a\",\"a\"]", "One or more parameter values were invalid: Duplicate value in attribute name: a")]
    [InlineData("UpdateItem", "\"Key\":{\"pk\":{\"S\":\"a\"}},\"AttributeUpdates\":{\"x\":{\"Action\":\"ADD\",\"Value\":{\"S\":\"a\"}}}", "One or more parameter values were invalid: ADD action is not supported for the type S")]
    public async Task What_does_not_fit_is_refused(string operation, string members, string message) =>
        Assert.Equal(("ValidationException", message), await server.RefusedAsync(operation, $$$$$"""{"TableName":"Things",{{{{{members}}}}} }"""));

    private async Task<string> PutAsync(string attributes)
    {
        var key = Guid.NewGuid().ToString("N");
        await server.AnswerAsync("PutItem", $$$$$"""{"TableName":"Things","Item":{"pk":{"S":"{{{{{key}}}}}"},{{{{{attributes}}}}} }}""");
        return key;
    }

    private async Task<bool> HoldsAsync(string key, string expected, string? combination = null)
    {
        var operation = combination is null ? "" : $"\"ConditionalOperator\":\"{combination}\",";
        using var response = await server.SendAsync(
            "UpdateItem", $$$$$"""{"TableName":"Things","Key":{"pk":{"S":"{{{{{key}}}}}"}},{{{{{operation}}}}}"Expected":{{{{{expected}}}}} }""");
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode || body.Contains("ConditionalCheckFailed", StringComparison.Ordinal), body);
        return response.IsSuccessStatusCode;
    }
}
