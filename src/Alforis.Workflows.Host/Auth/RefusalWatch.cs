namespace Alforis.Workflows.Host.Auth;

/// <summary>Writes down what endpoints refuse by themselves to who is signed in, such as a role that nobody may give who lacks it.</summary>
internal sealed class RefusalWatch(RequestDelegate next, RefusalAudit refusals)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.Response.StatusCode != StatusCodes.Status403Forbidden || http.Features.Get<RefusalWritten>() is not null || http.Features.Get<SignedInFeature>() is null) return;
        await refusals.WriteAsync(http, "endpoint");
    }
}

/// <summary>Says that a refusal is in the trail already.</summary>
internal sealed class RefusalWritten;
