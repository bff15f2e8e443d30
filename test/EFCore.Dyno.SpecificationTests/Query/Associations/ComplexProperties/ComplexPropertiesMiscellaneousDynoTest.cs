// EF's suite: queries of all kinds over complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesMiscellaneousDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesMiscellaneousTestBase<ComplexPropertiesDynoFixture>(fixture);
