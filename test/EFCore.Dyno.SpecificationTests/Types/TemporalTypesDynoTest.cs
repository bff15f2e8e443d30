// EF's suite: temporal types, stored, read and compared.

using Microsoft.EntityFrameworkCore.Types;

namespace EFCore.Dyno.SpecificationTests.Types;

public class DateTimeTypeDynoTest(DateTimeTypeDynoTest.DateTimeTypeFixture fixture) : TypeTestBase<DateTime, DateTimeTypeDynoTest.DateTimeTypeFixture>(fixture)
{
    public class DateTimeTypeFixture() : DynoTypeFixture<DateTime>(new(2020, 1, 5, 12, 30, 45, DateTimeKind.Unspecified), new(2022, 5, 3, 0, 0, 0, DateTimeKind.Utc));
}

public class DateTimeOffsetTypeDynoTest(DateTimeOffsetTypeDynoTest.DateTimeOffsetTypeFixture fixture) : TypeTestBase<DateTimeOffset, DateTimeOffsetTypeDynoTest.DateTimeOffsetTypeFixture>(fixture)
{
    public class DateTimeOffsetTypeFixture() : DynoTypeFixture<DateTimeOffset>(new(2020, 1, 5, 12, 30, 45, TimeSpan.FromHours(2)), new(2020, 1, 5, 12, 30, 45, TimeSpan.FromHours(3)));
}

public class DateOnlyTypeDynoTest(DateOnlyTypeDynoTest.DateOnlyTypeFixture fixture) : TypeTestBase<DateOnly, DateOnlyTypeDynoTest.DateOnlyTypeFixture>(fixture)
{
    public class DateOnlyTypeFixture() : DynoTypeFixture<DateOnly>(new(2020, 1, 5), new(2022, 5, 3));
}

public class TimeOnlyTypeDynoTest(TimeOnlyTypeDynoTest.TimeOnlyTypeFixture fixture) : TypeTestBase<TimeOnly, TimeOnlyTypeDynoTest.TimeOnlyTypeFixture>(fixture)
{
    public class TimeOnlyTypeFixture() : DynoTypeFixture<TimeOnly>(new(12, 30, 45), new(14, 0, 0, 500));
}

public class TimeSpanTypeDynoTest(TimeSpanTypeDynoTest.TimeSpanTypeFixture fixture) : TypeTestBase<TimeSpan, TimeSpanTypeDynoTest.TimeSpanTypeFixture>(fixture)
{
    public class TimeSpanTypeFixture() : DynoTypeFixture<TimeSpan>(new(12, 30, 45), TimeSpan.FromTicks(-1));
}
