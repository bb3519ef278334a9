using System.Text.Json.Nodes;
using Alforis.Crm.Data.Actions.CallWebhook;

namespace Alforis.Crm.Data.Tests.Actions.CallWebhook;

public sealed class CallSecretsTests
{
    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("proxy-authorization", true)]
    [InlineData("X-Api-Key", true)]
    [InlineData("X-Webhook-Token", true)]
    [InlineData("Cookie", true)]
    [InlineData("X-Hub-Signature-256", true)]
    [InlineData("Client-Secret-Id", true)]
    [InlineData("X-Auth", true)]
    [InlineData("access_token", true)]
    [InlineData("apiKey", true)]
    [InlineData("sig", true)]
    [InlineData("Content-Type", false)]
    [InlineData("X-Author", false)]
    [InlineData("X-Keyboard", false)]
    [InlineData("Accept", false)]
    [InlineData("X-Alforis", false)]
    [InlineData("design", false)]
    public void IsSecret_Names_AreToldByTheirWords(string name, bool expected) => Assert.Equal(expected, CallSecrets.IsSecret(name));

    [Theory]
    [InlineData("https://erp.example/api", "https://erp.example/api")]
    [InlineData("https://user:pass@erp.example/api", "https://•••@erp.example/api")]
    [InlineData("HTTPS://user:p@ss@erp.example:8443", "HTTPS://•••@erp.example:8443")]
    [InlineData("https://{{ webhook.user }}:s3cret@erp.example", "https://•••@erp.example")]
    [InlineData("https://erp.example/@alix?to=a@b.example", "https://erp.example/@alix?to=a@b.example")]
    [InlineData("https://erp.example?page=2&access_token=abc&x=1#token=z", "https://erp.example?page=2&access_token=•••&x=1#token=•••")]
    [InlineData("https://erp.example?API_KEY=abc", "https://erp.example?API_KEY=•••")]
    [InlineData("{{ deal.lien }}", "{{ deal.lien }}")]
    [InlineData("", "")]
    public void MaskAddress_Addresses_KeepWhatIsNoSecret(string address, string expected) => Assert.Equal(expected, CallSecrets.MaskAddress(address));

    [Fact]
    public void Remove_SettingsOfACall_KeepsNamesAndWhatIsNoSecret()
    {
        var settings = JsonNode.Parse("""{"webhook_url": "https://u:p@a.example", "headers": {"X-Api-Key": "s3cret", "X-Team": "ventes", "Cookie": null}, "body": {"token": "shown"}}""")!.AsObject();

        CallSecrets.Remove(settings);

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"webhook_url": "https://•••@a.example", "headers": {"X-Api-Key": "•••", "X-Team": "ventes", "Cookie": null}, "body": {"token": "shown"}}"""), settings), settings.ToJsonString());
    }
}
