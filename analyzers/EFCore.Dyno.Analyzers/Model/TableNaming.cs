// The names of tables: the one that was chosen, else the set's, else the plural of the class's name as Humanizer makes it, where that is certain.

using EFCore.Dyno.Metadata;

namespace EFCore.Dyno.Analyzers.Model;

internal static class TableNaming
{
    // Words that Humanizer knows better than the rules below, by their ends.
    private static readonly string[] Irregular =
    [
        "man", "sex", "move", "goose", "wave", "die", "foot", "tooth", "curriculum", "database", "zombie", "personnel", "cache", "ex",
        "equipment", "information", "corn", "milk", "rice", "money", "species", "series", "fish", "sheep", "deer", "aircraft", "oz", "tsp", "tbsp", "ml",
        "water", "waters", "semen", "sperm", "bison", "grass", "hair", "mud", "elk", "luggage", "moose", "offspring", "salmon", "shrimp", "someone", "swine",
        "trout", "tuna", "corps", "scissors", "means", "mail", "metadata", "staff", "hive", "mouse", "louse", "half", "wife", "life", "knife", "hoof", "leaf",
        "loaf", "thief", "elf", "wolf", "shelf", "calf", "quiz", "matrix", "vertex", "index", "dex", "criterion", "phenomenon", "datum", "medium",
    ];

    /// <summary>Gives each entity type the table of its root.</summary>
    /// <param name="entities">The entity types that are known.</param>
    /// <param name="configured">All that there are.</param>
    public static void Apply(IReadOnlyCollection<EntityModel> entities, IReadOnlyCollection<EntityConfiguration> configured)
    {
        var taken = configured.GroupBy(c => c.TableName ?? NameOf(c)).Where(g => g.Key is not null).ToDictionary(g => g.Key!, g => g.Count(), StringComparer.Ordinal);
        foreach (var root in entities.Where(e => e.Base is null))
        {
            var configuration = root.Configuration!;
            var name = configuration.IsTableUncertain ? null : configuration.TableName;
            if (name is null && !configuration.IsTableUncertain && NameOf(configuration) is { } convention && taken[convention] == 1)
            {
                name = convention;
            }

            foreach (var entity in root.DerivedInclusive())
            {
                entity.TableName = name;
                entity.TableLocation = configuration.TableLocation;
            }
        }
    }

    public static string? NameOf(EntityConfiguration root) =>
        root.DbSets.Count == 1 ? StoreNames.Adapt(root.DbSets[0].Name)
        : Plural(Discriminators.ShortNameOf(root.Type)) is { } plural ? StoreNames.Adapt(plural)
        : null;

    /// <summary>Null where Humanizer may know an exception.</summary>
    public static string? Plural(string name)
    {
        if (name.Length < 3 || !name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'))
            || Irregular.Any(w => name.EndsWith(w, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (name.EndsWith("erson", StringComparison.Ordinal) && name[name.Length - 6 < 0 ? 0 : name.Length - 6] is 'p' or 'P')
        {
            return name.Substring(0, name.Length - 5) + "eople";
        }

        if (name.EndsWith("hild", StringComparison.Ordinal) && name.Length > 4 && name[name.Length - 5] is 'c' or 'C')
        {
            return name + "ren";
        }

        var last = name[name.Length - 1];
        var before = name[name.Length - 2];
        return last switch
        {
            'y' => before is 'a' or 'e' or 'i' or 'o' or 'u' ? name + "s" : name.Substring(0, name.Length - 1) + "ies",
            'h' when before is 'c' or 's' => name + "es",
            's' when before == 's' => name + "es",
            'x' when before is 'o' or 'a' or 'u' && name.Length > 2 => name + "es",
            's' or 'x' or 'z' or 'f' or 'o' or 'a' or 'h' or 'i' or 'u' => null,
            'm' when before == 'u' => null,
            'e' when before == 'f' => null,
            (>= 'a' and <= 'z') => name + "s",
            _ => null,
        };
    }
}
