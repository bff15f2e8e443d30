// EF's suite: collections over four levels of one shared type.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ComplexNavigationsCollectionsSharedTypeQueryDynoTest(ComplexNavigationsSharedTypeQueryDynoFixture fixture) : ComplexNavigationsCollectionsSharedTypeQueryTestBase<ComplexNavigationsSharedTypeQueryDynoFixture>(fixture);
