// EF's suite: numeric types, stored, read and compared.

using Microsoft.EntityFrameworkCore.Types;

namespace EFCore.Dyno.SpecificationTests.Types;

public class ByteTypeDynoTest(ByteTypeDynoTest.ByteTypeFixture fixture) : TypeTestBase<byte, ByteTypeDynoTest.ByteTypeFixture>(fixture)
{
    public class ByteTypeFixture() : DynoTypeFixture<byte>(byte.MinValue, byte.MaxValue);
}

public class SByteTypeDynoTest(SByteTypeDynoTest.SByteTypeFixture fixture) : TypeTestBase<sbyte, SByteTypeDynoTest.SByteTypeFixture>(fixture)
{
    public class SByteTypeFixture() : DynoTypeFixture<sbyte>(sbyte.MinValue, sbyte.MaxValue);
}

public class Int16TypeDynoTest(Int16TypeDynoTest.Int16TypeFixture fixture) : TypeTestBase<short, Int16TypeDynoTest.Int16TypeFixture>(fixture)
{
    public class Int16TypeFixture() : DynoTypeFixture<short>(short.MinValue, short.MaxValue);
}

public class UInt16TypeDynoTest(UInt16TypeDynoTest.UInt16TypeFixture fixture) : TypeTestBase<ushort, UInt16TypeDynoTest.UInt16TypeFixture>(fixture)
{
    public class UInt16TypeFixture() : DynoTypeFixture<ushort>(ushort.MinValue, ushort.MaxValue);
}

public class Int32TypeDynoTest(Int32TypeDynoTest.Int32TypeFixture fixture) : TypeTestBase<int, Int32TypeDynoTest.Int32TypeFixture>(fixture)
{
    public class Int32TypeFixture() : DynoTypeFixture<int>(int.MinValue, int.MaxValue);
}

public class UInt32TypeDynoTest(UInt32TypeDynoTest.UInt32TypeFixture fixture) : TypeTestBase<uint, UInt32TypeDynoTest.UInt32TypeFixture>(fixture)
{
    public class UInt32TypeFixture() : DynoTypeFixture<uint>(uint.MinValue, uint.MaxValue);
}

public class Int64TypeDynoTest(Int64TypeDynoTest.Int64TypeFixture fixture) : TypeTestBase<long, Int64TypeDynoTest.Int64TypeFixture>(fixture)
{
    public class Int64TypeFixture() : DynoTypeFixture<long>(long.MinValue, long.MaxValue);
}

public class UInt64TypeDynoTest(UInt64TypeDynoTest.UInt64TypeFixture fixture) : TypeTestBase<ulong, UInt64TypeDynoTest.UInt64TypeFixture>(fixture)
{
    public class UInt64TypeFixture() : DynoTypeFixture<ulong>(ulong.MinValue, ulong.MaxValue);
}

public class SingleTypeDynoTest(SingleTypeDynoTest.SingleTypeFixture fixture) : TypeTestBase<float, SingleTypeDynoTest.SingleTypeFixture>(fixture)
{
    public class SingleTypeFixture() : DynoTypeFixture<float>(30.5f, float.MaxValue);
}

public class DoubleTypeDynoTest(DoubleTypeDynoTest.DoubleTypeFixture fixture) : TypeTestBase<double, DoubleTypeDynoTest.DoubleTypeFixture>(fixture)
{
    public class DoubleTypeFixture() : DynoTypeFixture<double>(30.5, double.MaxValue);
}

public class DecimalTypeDynoTest(DecimalTypeDynoTest.DecimalTypeFixture fixture) : TypeTestBase<decimal, DecimalTypeDynoTest.DecimalTypeFixture>(fixture)
{
    public class DecimalTypeFixture() : DynoTypeFixture<decimal>(30.5m, decimal.MaxValue);
}
