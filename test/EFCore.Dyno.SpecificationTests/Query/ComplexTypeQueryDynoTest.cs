// EF's suite: queries over complex types.

using Microsoft.EntityFrameworkCore.Query;

namespace EFCore.Dyno.SpecificationTests.Query;

public class ComplexTypeQueryDynoTest(ComplexTypeQueryDynoFixture fixture) : ComplexTypeQueryTestBase<ComplexTypeQueryDynoFixture>(fixture);
