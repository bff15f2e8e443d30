// EF's suite: ExecuteUpdate and ExecuteDelete over complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesBulkUpdateDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesBulkUpdateTestBase<ComplexPropertiesDynoFixture>(fixture);
