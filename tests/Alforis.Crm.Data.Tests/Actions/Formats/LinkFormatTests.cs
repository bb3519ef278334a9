using Alforis.Crm.Data.Actions.Formats;

namespace Alforis.Crm.Data.Tests.Actions.Formats;

public sealed class LinkFormatTests
{
    [Theory]
    [InlineData("https://crm.example/deals/12?tab=a#b")]
    [InlineData("http://crm.example")]
    [InlineData("/")]
    [InlineData("/deals/12")]
    [InlineData("/deals/été?x=1")]
    public void Check_OfALink_FindsNothing(string text) => Assert.Null(new LinkFormat().Check(text));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example/x")]
    [InlineData("/\\evil.example/x")]
    [InlineData("/\t/evil.example/x")]
    [InlineData("deals/12")]
    [InlineData("")]
    public void Check_OfAnythingElse_SaysWhatALinkIs(string text) => Assert.Contains("is no link", new LinkFormat().Check(text)!, StringComparison.Ordinal);
}
