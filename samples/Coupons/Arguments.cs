// What the command line says.

namespace Coupons;

/// <summary>What the command line says.</summary>
public sealed record Arguments
{
    /// <summary>The command of the process that is killed; the sample calls it itself.</summary>
    public const string CrashWriterCommand = "crash-writer";

    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
        Coupons: a coupon service on EF Core over the embedded engine.

          Coupons [--data DIR] [--coupons N] [--businesses N] [--kills N] [--keep]
              Loads the data, runs every scenario and prints what each one cost. DIR defaults to a new temporary
              directory, which is deleted at the end unless --keep is given.
          Coupons serve [--data DIR] [ASP.NET Core options, such as --urls http://127.0.0.1:5080]
              Serves the web API on the database that a run with --data has left in DIR (or on a new, empty one).
              DIR defaults to the current directory.
        """;

    /// <summary>The database's directory; null for a temporary one.</summary>
    public string? Data { get; init; }

    /// <summary>How many coupons to load.</summary>
    public int Coupons { get; init; } = 200_000;

    /// <summary>How many businesses to load.</summary>
    public int Businesses { get; init; } = 5_000;

    /// <summary>How many times to kill a writing process.</summary>
    public int Kills { get; init; } = 1;

    /// <summary>Whether to leave the database behind.</summary>
    public bool Keep { get; init; }

    /// <summary>Reads the options; <see cref="FormatException"/> names one that is wrong.</summary>
    public static Arguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new Arguments();
        for (var i = 0; i < args.Count; i++)
        {
            parsed = args[i] switch
            {
                "--keep" => parsed with { Keep = true },
                "--data" => parsed with { Data = Text(args, ref i), Keep = true },
                "--coupons" => parsed with { Coupons = Number(args, ref i) },
                "--businesses" => parsed with { Businesses = Number(args, ref i) },
                "--kills" => parsed with { Kills = Number(args, ref i) },
                var other => throw new FormatException($"Unknown option '{other}'. --help lists the options."),
            };
        }

        return parsed;
    }

    private static string Text(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count ? args[++i] : throw new FormatException($"'{args[i]}' needs a value.");

    private static int Number(IReadOnlyList<string> args, ref int i)
    {
        var option = args[i];
        return int.TryParse(Text(args, ref i), out var number) && number > 0
            ? number
            : throw new FormatException($"'{option}' needs a whole number above zero.");
    }
}
