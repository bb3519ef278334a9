namespace Alforis.Crm.Data.Actions.CallWebhook;

/// <summary>What later actions see of a call.</summary>
internal static class CallWebhookResult
{
    /// <summary>The answer: its status, its body as it is, and whether that was cut.</summary>
    public const string JsonSchema = """
        {
          "type": "object",
          "properties": {
            "response": {
              "type": "object",
              "properties": { "status": { "type": "integer" }, "body": {}, "body_truncated": { "type": "boolean" } }
            }
          }
        }
        """;
}
