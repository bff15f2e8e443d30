// EF's suite: entities as JSON.

namespace EFCore.Dyno.SpecificationTests;

public class SerializationDynoTest(F1DynoFixture fixture) : SerializationTestBase<F1DynoFixture>(fixture);
