// EF's suite: models compiled into source, built, and compared with the models they came from. Their text is not compared with a copy in this
// repository, which would be 31,000 generated lines.

using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Scaffolding;

namespace EFCore.Dyno.SpecificationTests.Scaffolding;

public class CompiledModelDynoTest(NonSharedFixture fixture) : CompiledModelTestBase(fixture)
{
    protected override TestHelpers TestHelpers => DynoTestHelpers.Instance;

    protected override ITestStoreFactory TestStoreFactory => DynoTestStoreFactory.Instance;

    protected override BuildSource AddReferences(BuildSource build, [CallerFilePath] string filePath = "")
    {
        base.AddReferences(build, filePath: "");
        build.References.Add(BuildReference.ByName("EFCore.Dyno"));
        build.References.Add(BuildReference.ByName("Dyno.Core"));
        build.References.Add(BuildReference.ByName("Dyno.Engine"));
        return build;
    }
}
