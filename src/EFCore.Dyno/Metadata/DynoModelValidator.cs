// Checks that a model can be stored, and says what to change where it cannot. EF's own checks run first.

using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace EFCore.Dyno.Metadata;

internal sealed class DynoModelValidator(ModelValidatorDependencies dependencies) : ModelValidator(dependencies)
{
    public override void Validate(IModel model, IDiagnosticsLogger<DbLoggerCategory.Model.Validation> logger)
    {
        base.Validate(model, logger);
        foreach (var table in DynoModelBuilder.Build(model).Tables)
        {
            TableRules.Check(table);
            foreach (var map in table.Entities)
            {
                KeyRules.Check(map);
                AttributeRules.Check(map);
            }

            KeyRules.CheckDistinct(table);
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
