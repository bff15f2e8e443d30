// The sample's entry: the console run, the web API, or the process that is killed.

using Coupons;
using Coupons.Crash;
using Coupons.Web;
using Spectre.Console;

try
{
    switch (args)
    {
        case ["--help" or "-h", ..]:
            Console.WriteLine(Arguments.Help);
            return 0;
        case [Arguments.CrashWriterCommand, var path]:
            await CrashWriter.RunAsync(path);
            return 0;
        case ["serve", "--data", var directory, .. var rest]:
            await CouponApi.RunAsync(Demonstration.DatabaseIn(directory), rest);
            return 0;
        case ["serve", .. var rest]:
            await CouponApi.RunAsync(Demonstration.DatabaseIn("."), rest);
            return 0;
        default:
            await Demonstration.RunAsync(AnsiConsole.Console, Arguments.Parse(args));
            return 0;
    }
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}
