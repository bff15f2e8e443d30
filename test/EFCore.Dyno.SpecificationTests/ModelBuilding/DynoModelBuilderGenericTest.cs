// EF's suite: models built by the generic builders.

using Microsoft.EntityFrameworkCore.ModelBuilding;

namespace EFCore.Dyno.SpecificationTests.ModelBuilding;

public class DynoModelBuilderGenericTest : ModelBuilderTest
{
    public class NonRelationship(DynoModelBuilderFixture fixture) : NonRelationshipTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ComplexType(DynoModelBuilderFixture fixture) : ComplexTypeTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ComplexCollection(DynoModelBuilderFixture fixture) : ComplexCollectionTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class Inheritance(DynoModelBuilderFixture fixture) : InheritanceTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class OneToMany(DynoModelBuilderFixture fixture) : OneToManyTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ManyToMany(DynoModelBuilderFixture fixture) : ManyToManyTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ManyToOne(DynoModelBuilderFixture fixture) : ManyToOneTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class OneToOne(DynoModelBuilderFixture fixture) : OneToOneTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class OwnedTypes(DynoModelBuilderFixture fixture) : OwnedTypesTestBase(fixture), IClassFixture<DynoModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }
}
