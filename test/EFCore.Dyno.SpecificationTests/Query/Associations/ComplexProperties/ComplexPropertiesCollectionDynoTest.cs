// EF's suite: collections of complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesCollectionDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesCollectionTestBase<ComplexPropertiesDynoFixture>(fixture);
