// The part of a compiled model's code that is the provider's. Its annotations are strings, which EF writes itself; a defining query is not.

using EFCore.Dyno.Metadata;
using Microsoft.EntityFrameworkCore.Design.Internal;

namespace EFCore.Dyno.Design;

internal sealed class DynoRuntimeAnnotationCodeGenerator(CSharpRuntimeAnnotationCodeGeneratorDependencies dependencies)
    : CSharpRuntimeAnnotationCodeGenerator(dependencies)
{
    public override void Generate(IModel model, CSharpRuntimeAnnotationCodeGeneratorParameters parameters)
    {
        parameters.Annotations.Remove(DynoAnnotationNames.Model);
        base.Generate(model, parameters);
    }

    public override void Generate(IEntityType entityType, CSharpRuntimeAnnotationCodeGeneratorParameters parameters)
    {
        if (entityType.GetDynoQuery() is not null)
        {
            throw new InvalidOperationException(Messages.CompiledModelQuery(entityType));
        }

        base.Generate(entityType, parameters);
    }
}
