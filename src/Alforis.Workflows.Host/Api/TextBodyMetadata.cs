namespace Alforis.Workflows.Host.Api;

/// <summary>Says of an endpoint that it reads its body itself, as text: what is wrong is told with line and column.</summary>
/// <param name="schema">Names the component of the API's document that describes the body.</param>
internal sealed class TextBodyMetadata(string schema)
{
    /// <summary>The component of the API's document.</summary>
    public string Schema => schema;
}

/// <summary>Says what endpoints read that bind no body.</summary>
internal static class TextBodyEndpoints
{
    /// <summary>The component that describes workflows.</summary>
    public const string Workflow = "WorkflowDefinition";

    /// <summary>The component that describes what other systems send.</summary>
    public const string HookPayload = "HookPayload";

    /// <summary>The body is what another system sends.</summary>
    public static RouteHandlerBuilder AcceptsPayload(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new TextBodyMetadata(HookPayload));
}
