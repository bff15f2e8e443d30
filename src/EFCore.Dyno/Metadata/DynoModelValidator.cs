// Checks that a model can be stored, and says what to change where it cannot: all that is wrong at once. EF's own checks run first.

using EFCore.Dyno.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Metadata;

internal sealed class DynoModelValidator(ModelValidatorDependencies dependencies) : ModelValidator(dependencies)
{
    public override void Validate(IModel model, IDiagnosticsLogger<DbLoggerCategory.Model.Validation> logger)
    {
        base.Validate(model, logger);
        var mistakes = new ModelMistakes();
        ConfigurationRules.Check(model, mistakes);
        mistakes.ThrowIfAny();

        // Each type can be laid out by itself; now the tables.
        var tables = DynoModelBuilder.Build(model).Tables;
        foreach (var table in tables)
        {
            TableRules.Check(table, mistakes);
            SettingRules.Check(table, mistakes);
            foreach (var map in table.Entities)
            {
                KeyRules.Check(map, mistakes);
                AttributeRules.Check(map, mistakes);
            }

            SharedTableRules.Check(table, mistakes);
        }

        mistakes.ThrowIfAny();
        foreach (var map in tables.SelectMany(t => t.Entities))
        {
            foreach (var warning in SortOrderRules.Find(map))
            {
                logger.SortKeyOrderWarning(warning);
            }
        }
    }

    // EF's rule, except for positions in owned collections: elements move, and OrdinalKeys sets their positions anew.
    protected override void ValidateNoMutableKeys(IModel model, IDiagnosticsLogger<DbLoggerCategory.Model.Validation> logger)
    {
        var mutable = model.GetEntityTypes().SelectMany(e => e.GetDeclaredKeys()).SelectMany(k => k.Properties)
            .FirstOrDefault(p => p.ValueGenerated.HasFlag(ValueGenerated.OnUpdate) && !p.IsOrdinalKey());
        if (mutable is not null)
        {
            throw new InvalidOperationException(CoreStrings.MutableKeyProperty(mutable.Name));
        }
    }
}
