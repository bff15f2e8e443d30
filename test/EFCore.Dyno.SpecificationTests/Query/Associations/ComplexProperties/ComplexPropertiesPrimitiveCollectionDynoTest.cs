// EF's suite: collections of plain values in complex properties.

using Microsoft.EntityFrameworkCore.Query.Associations.ComplexProperties;

namespace EFCore.Dyno.SpecificationTests.Query.Associations.ComplexProperties;

public class ComplexPropertiesPrimitiveCollectionDynoTest(ComplexPropertiesDynoFixture fixture) : ComplexPropertiesPrimitiveCollectionTestBase<ComplexPropertiesDynoFixture>(fixture);
