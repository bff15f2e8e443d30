// EF's suite: set operations over complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesSetOperationsDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesSetOperationsTestBase<ComplexPropertiesDynoFixture>(fixture);
