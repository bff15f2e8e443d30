// How Accept-Encoding is read; the table was recorded from DynamoDB.
using Dyno.Server.Http;

namespace Dyno.Server.Tests.Http;

public class ContentCodingTests
{
    [Theory]
    [InlineData("identity", "None")]
    [InlineData("", "None")]
    [InlineData("br", "None")]
    [InlineData("x-gzip", "None")]
    [InlineData("gzip, deflate", "Gzip")]
    [InlineData("br, identity, deflate, gzip", "Deflate")]
    [InlineData("GZIP, identity", "Gzip")]
    [InlineData("dog, gzip ,, cat", "Gzip")]
    [InlineData("gzip;q=0.8, deflate;q=0.5", "Gzip")]
    [InlineData("*", "Gzip")]
    [InlineData("*, deflate", "Deflate")]
    [InlineData("*, gzip;q=0.5", "Deflate")]
    [InlineData("gzip ;q=0", "None")]
    [InlineData("*;q=0", "None")]
    [InlineData("*;q=0.5,identity", "Gzip")]
    [InlineData("\"gzip\"", "None")]
    [InlineData("gzip:q=1", "None")]
    [InlineData("deflate;q=0.5, gzip;q=31", "Gzip")]
    [InlineData("gzip;q=31,deflate;q=51", "Gzip")]
    [InlineData("deflate;q=0.5,gzip;q=0.x", "Gzip")]
    [InlineData("deflate;q=-0.5,gzip;q=0.2", "Gzip")]
    [InlineData("gzip;q= 0;q=1", "None")]
    [InlineData("gzip;q =0;q=1", "Gzip")]
    [InlineData("gzip;nq=0;q=1", "None")]
    [InlineData("gzip;q=0, gzip;q=1, gzip;q=0", "Gzip")]
    public void The_preferred_coding_is_chosen(string header, string coding) => Assert.Equal(coding, ContentCoding.Choose(header).ToString());
}
