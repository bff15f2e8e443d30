// One way to damage a database: a file, and what happens to it.
using System.Globalization;

namespace Dyno.Reliability.Corruption;

internal enum DamageKind
{
    Flip,
    FlipNearEnd,
    ZeroPage,
    ForeignPage,
    Truncation,
    TruncationToNothing,
    Extension,
    Removal,
    Swap,
    OtherFile,
}

/// <param name="File">The damaged file's name.</param>
/// <param name="Kind">How.</param>
/// <param name="From">The first damaged byte, or the length after a truncation.</param>
/// <param name="To">After the last damaged byte.</param>
/// <param name="Other">With a swap, the other file.</param>
internal sealed record Damage(string File, DamageKind Kind, long From, long To, string? Other)
{
    private static readonly int[] Pages = [512, 4096];

    /// <summary>What kind of file it is: "log", "table", "manifest", "current", "options", "identity", "closed", "other".</summary>
    internal string FileKind => KindOf(File);

    internal static string KindOf(string name) => name switch
    {
        "CURRENT" => "current",
        "IDENTITY" => "identity",
        "CLOSED" => "closed",
        _ when name.EndsWith(".log", StringComparison.Ordinal) => "log",
        _ when name.EndsWith(".sst", StringComparison.Ordinal) => "table",
        _ when name.StartsWith("MANIFEST", StringComparison.Ordinal) => "manifest",
        _ when name.StartsWith("OPTIONS", StringComparison.Ordinal) => "options",
        _ => "other",
    };

    /// <summary>Each kind of file as often as another, then one file of it; of the logs mostly the newest, of which nothing else says what it had.</summary>
    internal static Damage Choose(string directory, Random random)
    {
        var files = Directory.GetFiles(directory).Select(f => Path.GetFileName(f)!).Where(f => f != "DYNO.LOCK").Order(StringComparer.Ordinal).GroupBy(KindOf).ToList();
        var group = files[random.Next(files.Count)].ToList();
        var file = KindOf(group[0]) == "log" && random.Next(2) == 0 ? group[^1] : group[random.Next(group.Count)];
        var length = new FileInfo(Path.Combine(directory, file)).Length;
        var kind = (DamageKind)random.Next(Enum.GetValues<DamageKind>().Length);
        if (kind == DamageKind.Swap && group.Count == 1)
        {
            kind = DamageKind.OtherFile;
        }

        if (length == 0 && kind is not (DamageKind.Removal or DamageKind.Swap or DamageKind.OtherFile))
        {
            kind = DamageKind.Extension;
        }

        // Of logs and the manifest the end says the most.
        var at = length == 0 ? 0 : random.Next(3) == 0 ? Math.Max(0, length - random.Next(1, 4000)) : random.NextInt64(length);
        var page = Pages[random.Next(Pages.Length)];
        return kind switch
        {
            DamageKind.Flip => new Damage(file, kind, at, at + 1, null),
            DamageKind.FlipNearEnd when Math.Max(0, length - random.Next(1, 200)) is var near => new Damage(file, kind, near, near + 1, null),
            DamageKind.ZeroPage or DamageKind.ForeignPage => new Damage(file, kind, at / page * page, Math.Min(length, (at / page * page) + page), null),
            DamageKind.Truncation => new Damage(file, kind, at, length, null),
            DamageKind.TruncationToNothing => new Damage(file, kind, 0, length, null),
            DamageKind.Extension => new Damage(file, kind, length, length + page, null),
            DamageKind.Swap => new Damage(file, kind, 0, length, group.Where(f => f != file).ElementAt(random.Next(group.Count - 1))),
            DamageKind.OtherFile => new Damage(file, kind, 0, length, OtherKind(files, file, random)),
            _ => new Damage(file, DamageKind.Removal, 0, length, null),
        };
    }

    internal void Apply(string directory, Random random)
    {
        var path = Path.Combine(directory, File);
        var bytes = System.IO.File.ReadAllBytes(path);
        switch (Kind)
        {
            case DamageKind.Flip or DamageKind.FlipNearEnd:
                bytes[From] ^= (byte)(1 << random.Next(8));
                break;
            case DamageKind.ZeroPage:
                bytes.AsSpan((int)From, (int)(To - From)).Clear();
                break;
            case DamageKind.ForeignPage:
                random.NextBytes(bytes.AsSpan((int)From, (int)(To - From)));
                break;
            case DamageKind.Truncation or DamageKind.TruncationToNothing:
                bytes = bytes[..(int)From];
                break;
            case DamageKind.Extension:
                var tail = new byte[To - From];
                random.NextBytes(tail);
                bytes = [.. bytes, .. tail];
                break;
            case DamageKind.Swap:
                var other = System.IO.File.ReadAllBytes(Path.Combine(directory, Other!));
                Write(Path.Combine(directory, Other!), bytes);
                bytes = other;
                break;
            case DamageKind.OtherFile:
                bytes = System.IO.File.ReadAllBytes(Path.Combine(directory, Other!));
                break;
            default:
                System.IO.File.Delete(path);
                return;
        }

        Write(path, bytes);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} of {File} from {From} to {To}{(Other is null ? "" : $" with {Other}")}");

    private static string OtherKind(List<IGrouping<string, string>> files, string file, Random random)
    {
        var others = files.SelectMany(g => g).Where(f => f != file).ToList();
        return others[random.Next(others.Count)];
    }

    private static void Write(string path, byte[] bytes)
    {
        System.IO.File.Delete(path);
        System.IO.File.WriteAllBytes(path, bytes);
    }
}
