using Alforis.Crm.Data.Actions.Formats;

namespace Alforis.Crm.Data.Tests.Actions.Formats;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData("a@b.fr", true)]
    [InlineData("Anne Martin <anne@exemple.fr>", true)]
    [InlineData("anne", false)]
    [InlineData("a@b.fr\r\nBcc: c@d.fr", false)]
    [InlineData("a@b.fr\n", false)]
    [InlineData("\"Martin, Anne\" <anne@exemple.fr>", true)]
    [InlineData("\"anne@exemple.fr\" <anne@exemple.fr>", true)]
    [InlineData("anne@société.fr", true)]
    [InlineData("anne@exemple.fr, paul@exemple.fr", false)]
    [InlineData("anne@exemple.fr paul@exemple.fr", false)]
    [InlineData("anne@exemple.fr; paul@exemple.fr", false)]
    [InlineData("andré@exemple.fr", false)]
    [InlineData("=?utf-8?Q?Anne?= <anne@exemple.fr>", false)]
    public void EmailFormat_Check_AcceptsAddressesOnOneLine(string text, bool accepted) =>
        Assert.Equal(accepted, new EmailFormat().Check(text) is null);

    [Theory]
    [InlineData("https://exemple.fr/a?b=c", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("ftp://exemple.fr", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/relative", false)]
    [InlineData("exemple.fr", false)]
    public void UrlFormat_Check_AcceptsTheWeb(string text, bool accepted) =>
        Assert.Equal(accepted, new UrlFormat().Check(text) is null);

    [Theory]
    [InlineData("vip", true)]
    [InlineData("", false)]
    [InlineData(" \t", false)]
    public void TagFormat_Check_RefusesBlanks(string text, bool accepted) =>
        Assert.Equal(accepted, new TagFormat().Check(text) is null);
}
