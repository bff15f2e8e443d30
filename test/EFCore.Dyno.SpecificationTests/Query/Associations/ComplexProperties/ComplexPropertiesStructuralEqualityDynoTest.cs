// EF's suite: equality of complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesStructuralEqualityDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesStructuralEqualityTestBase<ComplexPropertiesDynoFixture>(fixture);
