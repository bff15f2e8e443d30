// EF's relational suite: a model with relational configuration (tables, columns, splitting) is built all the same; the provider ignores what is not its own.

using Microsoft.EntityFrameworkCore.ModelBuilding;

namespace EFCore.Dyno.SpecificationTests.ModelBuilding;

public class DynoRelationalModelBuilderTest : RelationalModelBuilderTest
{
    public class NonRelationship(DynoRelationalModelBuilderFixture fixture) : RelationalNonRelationshipTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ComplexType(DynoRelationalModelBuilderFixture fixture) : RelationalComplexTypeTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ComplexCollection(DynoRelationalModelBuilderFixture fixture) : RelationalComplexCollectionTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class Inheritance(DynoRelationalModelBuilderFixture fixture) : RelationalInheritanceTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class OneToMany(DynoRelationalModelBuilderFixture fixture) : RelationalOneToManyTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ManyToMany(DynoRelationalModelBuilderFixture fixture) : RelationalManyToManyTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class ManyToOne(DynoRelationalModelBuilderFixture fixture) : RelationalManyToOneTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class OneToOne(DynoRelationalModelBuilderFixture fixture) : RelationalOneToOneTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class OwnedTypes(DynoRelationalModelBuilderFixture fixture) : RelationalOwnedTypesTestBase(fixture), IClassFixture<DynoRelationalModelBuilderFixture>
    {
        protected override TestModelBuilder CreateModelBuilder(Action<ModelConfigurationBuilder>? configure = null) => new GenericTestModelBuilder(Fixture, configure);
    }

    public class DynoRelationalModelBuilderFixture : RelationalModelBuilderFixture
    {
        public override TestHelpers TestHelpers => DynoTestHelpers.Instance;

        public override bool ForeignKeysHaveIndexes => false;
    }
}
