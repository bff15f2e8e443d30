// EF's suite: projections of complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesProjectionDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesProjectionTestBase<ComplexPropertiesDynoFixture>(fixture);
