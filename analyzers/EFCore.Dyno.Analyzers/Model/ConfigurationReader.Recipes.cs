// What a configuration class says is read by itself, and kept as long as the files that it was read of are the same: a key in the context, or in another
// configuration, does not read it anew. That holds where nothing was said of its types before: what is said first decides what is said after.

using Microsoft.CodeAnalysis;

namespace EFCore.Dyno.Analyzers.Model;

internal sealed partial class ConfigurationReader
{
    private bool _isAlone;
    private bool _needsOthers;

    /// <summary>Takes over what a class says of an entity type, as it is known, or as it is read by itself; false where it has to be read in its turn.</summary>
    private bool TryTakeOver(INamedTypeSymbol configuration, INamedTypeSymbol entity, IMethodSymbol method)
    {
        if (remembered is null || !Entities[entity].IsUntouched())
        {
            return false;
        }

        var name = ModelDescriber.NameOf(configuration) + " " + entity.ToDisplayString();
        ConfigurationReader said;
        if (remembered.TryGetRecipe(name, out var recipe, out var files))
        {
            Bodies.Add(files);
            if (recipe is null)
            {
                return false;
            }

            said = new ConfigurationReader(compilation, known);
            recipe.Tell(said);
        }
        else
        {
            said = new ConfigurationReader(compilation, known) { _isAlone = true };
            said.Entities.Add(entity, new EntityConfiguration(entity));
            said.ReadMethod(method, entity, isConditional: false);
            recipe = said.IsUncertain || said._needsOthers ? null : RememberedConfiguration.Of(said, isRemote: false);
            remembered.KeepRecipe(name, recipe, said.Bodies.Files);
            Bodies.Add(said.Bodies.Files);
            if (recipe is null)
            {
                return false;
            }
        }

        return TryTakeOver(entity, said);
    }

    private bool TryTakeOver(INamedTypeSymbol entity, ConfigurationReader said)
    {
        if (said.Parts.Keys.Any(Parts.ContainsKey) || said.Entities.Any(e => !Is(e.Key, entity) && !e.Value.IsUntouched(exceptNavigations: true)))
        {
            return false;
        }

        var own = said.Entities[entity];
        own.DbSets.AddRange(Entities[entity].DbSets);
        own.Location = Entities[entity].Location;
        Entities[entity] = own;
        foreach (var other in said.Entities.Where(e => !Is(e.Key, entity)))
        {
            var configured = Entity(other.Key);
            foreach (var navigation in other.Value.Members.Keys)
            {
                SetMember(configured, navigation, MemberKind.Navigation, isConditional: false);
            }
        }

        foreach (var part in said.Parts)
        {
            Parts.Add(part.Key, part.Value);
        }

        Owned.UnionWith(said.Owned);
        Relationships.AddRange(said.Relationships);
        AreRelationshipsUncertain |= said.AreRelationshipsUncertain;
        return true;
    }
}
