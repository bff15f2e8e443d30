// A hierarchy of animals with query filters.

namespace EFCore.Dyno.SpecificationTests.Query;

public class FiltersInheritanceQueryDynoFixture : InheritanceQueryDynoFixture
{
    public override bool EnableFilters => true;
}
