using System.Text;
using Alforis.Crm.Data.Workflows;
using Alforis.Workflows.Engine.Diagnostics;

namespace Alforis.Crm.Data.Tests.Workflows;

public sealed class SecretCheckTests
{
    [Theory]
    [InlineData("""{"url": "https://a.example", "headers": {"X-Team": "a", "authorization": "Bearer a"}}""", "/actions/0/config/headers/authorization")]
    [InlineData("""{"url": "https://u:p@a.example"}""", "/actions/0/config/url")]
    [InlineData("""{"webhook_url": "https://a.example?token=abc"}""", "/actions/0/config/webhook_url")]
    [InlineData("""{"url": "https://u:p@a.example", "headers": {"X-Key": "a"}}""", "/actions/0/config/url /actions/0/config/headers/X-Key")]
    [InlineData("""{"url": "https://a.example", "headers": {"X-Api-Key": "{{ deal.nom }}"}}""", "")]
    [InlineData("""{"url": "https://a.example", "headers": {"X-Api-Key": ""}}""", "")]
    [InlineData("""{"url": "https://a.example?token={{ deal.nom }}&page=1"}""", "")]
    [InlineData("""{"target": "erp", "headers": {"X-Team": "a"}}""", "")]
    public void CheckedDefinition_WrittenSecrets_AreWarnedOfInPlaceAndStoredAllTheSame(string config, string pointers)
    {
        var definition = CheckedDefinition.Of(Encoding.UTF8.GetBytes($$"""{"name": "Essai", "trigger_type": "deal_created", "actions": [{"type": "call_webhook", "config": {{config}}}]}"""));
        var found = definition.Diagnostics.Where(d => d.Code == CrmDiagnosticCodes.WrittenSecret).ToList();

        Assert.True(definition.IsValid);
        Assert.Equal(pointers, string.Join(' ', found.Select(d => d.Pointer)));
        Assert.All(found, d => Assert.Equal((DiagnosticSeverity.Warning, 1), (d.Severity, d.Line)));
        Assert.DoesNotContain("Bearer", string.Join(' ', found.Select(d => d.ToString())), StringComparison.Ordinal);
    }
}
