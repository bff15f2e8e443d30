// EF's suite: miscellaneous types, stored, read and compared.

using Microsoft.EntityFrameworkCore.Types;

namespace EFCore.Dyno.SpecificationTests.Types;

public class BooleanTypeDynoTest(BooleanTypeDynoTest.BooleanTypeFixture fixture) : TypeTestBase<bool, BooleanTypeDynoTest.BooleanTypeFixture>(fixture)
{
    public class BooleanTypeFixture() : DynoTypeFixture<bool>(true, false);
}

public class CharTypeDynoTest(CharTypeDynoTest.CharTypeFixture fixture) : TypeTestBase<char, CharTypeDynoTest.CharTypeFixture>(fixture)
{
    public class CharTypeFixture() : DynoTypeFixture<char>('a', 'Ω');
}

public class StringTypeDynoTest(StringTypeDynoTest.StringTypeFixture fixture) : TypeTestBase<string, StringTypeDynoTest.StringTypeFixture>(fixture)
{
    public class StringTypeFixture() : DynoTypeFixture<string>("foo", "");
}

public class GuidTypeDynoTest(GuidTypeDynoTest.GuidTypeFixture fixture) : TypeTestBase<Guid, GuidTypeDynoTest.GuidTypeFixture>(fixture)
{
    public class GuidTypeFixture() : DynoTypeFixture<Guid>(new("8f7331d6-cde9-44fb-8611-81fff686f280"), Guid.Empty);
}

public class UriTypeDynoTest(UriTypeDynoTest.UriTypeFixture fixture) : TypeTestBase<Uri, UriTypeDynoTest.UriTypeFixture>(fixture)
{
    public class UriTypeFixture() : DynoTypeFixture<Uri>(new("https://www.example.com/a?b=c"), new("relative/path", UriKind.Relative));
}
