// The dyno command: each subcommand is a file of its own.

using System.CommandLine;
using Dyno.Cli;
using Dyno.Cli.Review;

var root = new RootCommand("DynamoDB on this machine: an embedded database and the tools around it.")
{
    ServeCommand.Create(),
    CheckCommand.Create(),
    ReviewCommand.Create(),
    ModelCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
