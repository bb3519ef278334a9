namespace Alforis.Workflows.Host.Api;

/// <summary>Documents what endpoints answer.</summary>
internal static class EndpointAnswers
{
    /// <summary>The problems that an endpoint for people who are signed in can answer, besides that nobody is, or that they may not.</summary>
    public static RouteHandlerBuilder Problems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        endpoint.ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        foreach (var status in statuses) endpoint.ProducesProblem(status);
        return endpoint;
    }
}
