// EF's suite: collections over four levels.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ComplexNavigationsCollectionsQueryDynoTest(ComplexNavigationsQueryDynoFixture fixture) : ComplexNavigationsCollectionsQueryTestBase<ComplexNavigationsQueryDynoFixture>(fixture);
