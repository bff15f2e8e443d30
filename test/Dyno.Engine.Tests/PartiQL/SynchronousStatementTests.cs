// A caller that blocks needs no other thread for a statement, as for any other operation.
namespace Dyno.Engine.Tests.PartiQL;

public class SynchronousStatementTests
{
    [Fact]
    public async Task A_statement_is_finished_on_the_calling_thread()
    {
        using var engine = new TestEngine();
        await engine.CreateAsync();
        using (SynchronousCall.Enter())
        {
            Assert.True(engine.Engine.ExecuteStatementAsync(new() { Statement = "INSERT INTO things VALUE {'pk': 'a', 'sk': 1}" }).IsCompletedSuccessfully);
            Assert.True(engine.Engine.ExecuteStatementAsync(new() { Statement = "SELECT * FROM things WHERE pk IN ['a', 'b']" }).IsCompletedSuccessfully);
            Assert.True(engine.Engine.BatchExecuteStatementAsync(new()
            {
                Statements =
                [
                    new() { Statement = "UPDATE things SET n = 1 WHERE pk = 'a' AND sk = 1" },
                    new() { Statement = "INSERT INTO things VALUE {'pk': 'a', 'sk': 1}" },
                    new() { Statement = "INSERT INTO things VALUE {'pk': 'b', 'sk': 1}" },
                ],
            }).IsCompletedSuccessfully);
            Assert.True(engine.Engine.ExecuteTransactionAsync(new()
            {
                TransactStatements = [new() { Statement = "DELETE FROM things WHERE pk = 'a' AND sk = 1 AND n = 1" }],
            }).IsCompletedSuccessfully);
        }

        Assert.Null(await engine.GetAsync(TestEngine.Key("a", 1)));
        Assert.NotNull(await engine.GetAsync(TestEngine.Key("b", 1)));
    }
}
