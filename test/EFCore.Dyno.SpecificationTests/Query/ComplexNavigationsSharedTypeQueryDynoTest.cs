// EF's suite: navigations over four levels of one shared type.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ComplexNavigationsSharedTypeQueryDynoTest(ComplexNavigationsSharedTypeQueryDynoFixture fixture) : ComplexNavigationsSharedTypeQueryTestBase<ComplexNavigationsSharedTypeQueryDynoFixture>(fixture);
