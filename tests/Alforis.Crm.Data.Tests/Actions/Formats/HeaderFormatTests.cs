using Alforis.Crm.Data.Model;
using Alforis.Crm.Data.Vocabulary;
using Alforis.Workflows.Engine.Compilation;

namespace Alforis.Crm.Data.Tests.Actions.Formats;

public sealed class HeaderFormatTests
{
    private static readonly WorkflowCompiler<CrmContext> Compiler = new(CrmSchema.Instance);

    [Theory]
    [InlineData("X-Alforis_1", "Crédit Agricole\\t2026", true)]
    [InlineData("X-Alforis", "{{ deal.nom }}", true)]
    [InlineData("X Alforis", "a", false)]
    [InlineData("X-É", "a", false)]
    [InlineData("", "a", false)]
    [InlineData("X:", "a", false)]
    [InlineData("X-A", "a\\r\\nX-B: b", false)]
    [InlineData("X-A", "a\\u007f", false)]
    [InlineData("Authorization", "Bearer a", true)]
    [InlineData("Content-Type", "application/vnd.api+json", true)]
    [InlineData("idempotency-key", "a", false)]
    [InlineData("Host", "crm.example", false)]
    [InlineData("Content-Length", "3", false)]
    [InlineData("Transfer-Encoding", "chunked", false)]
    [InlineData("connection", "close", false)]
    [InlineData("Proxy-Connection", "keep-alive", false)]
    [InlineData("webhook-id", "a", false)]
    [InlineData("Webhook-Timestamp", "1", false)]
    [InlineData("WEBHOOK-SIGNATURE", "v1,a", false)]
    [InlineData("Webhook-Source", "crm", true)]
    public void Compile_HeaderOfAWebhook_IsATokenAndOneLine(string name, string value, bool accepted)
    {
        var result = Compiler.Compile($$$$"""
            {"name":"Essai","trigger_type":"deal_created",
             "actions":[{"type":"call_webhook","config":{"url":"https://crm.example/x","headers":{"{{{{name}}}}":"{{{{value}}}}"}}}]}
            """);

        Assert.Equal(accepted ? [] : [("WF1302", "/actions/0/config/headers/" + name)], result.Diagnostics.Select(d => (d.Code, d.Pointer)));
    }

    [Theory]
    [InlineData("Host", "The header 'Host' is set by the service and cannot be given. Leave it out.")]
    [InlineData("webhook-id", "The header 'webhook-id' is set by the service and cannot be given. Leave it out: calls of a target that has a secret are signed with that.")]
    public void Compile_HeaderOfTheService_SaysWhatToDo(string name, string message)
    {
        var result = Compiler.Compile($$$$"""
            {"name":"Essai","trigger_type":"deal_created",
             "actions":[{"type":"call_webhook","config":{"url":"https://crm.example/x","headers":{"{{{{name}}}}":"a"}}}]}
            """);

        Assert.Equal(message, Assert.Single(result.Diagnostics).Message);
    }
}
