using System.Globalization;
using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Live;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;

namespace Alforis.Workflows.Host.Auth;

/// <summary>
/// Refuses changes that a browser's cookie alone stands for: another site can have a browser send it. A request shows that it comes from our
/// pages by a token in a header, which other sites cannot read. Programs that bear a token themselves need none.
/// </summary>
internal static class CrossSite
{
    /// <summary>Bears the token.</summary>
    public const string Header = "X-CSRF-Token";

    public static IServiceCollection AddCrossSiteGuard(this IServiceCollection services) => services
        .AddSingleton<IAntiforgeryAdditionalDataProvider, SessionBinding>()
        .AddAntiforgery(options =>
        {
            options.HeaderName = Header;
            options.FormFieldName = "";
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie.Name = "alforis-csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.Path = "/";
        });

    /// <summary>After authentication and authorisation, before every endpoint: in this one place for all of them.</summary>
    public static void UseCrossSiteGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (await IsSafeAsync(http)) await next(http);
        else await RefuseAsync(http);
    });

    private static async Task<bool> IsSafeAsync(HttpContext http)
    {
        if (http.Features.Get<SignedInFeature>()?.User.Kind != SessionKind.Cookie) return true;
        // Who it is from does not matter there, or the page that it is from has been looked at already.
        var metadata = http.GetEndpoint()?.Metadata;
        if (metadata?.GetMetadata<IAllowAnonymous>() is not null || metadata?.GetMetadata<SameOriginMetadata>() is not null) return true;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method)) return true;
        return http.Request.Headers.ContainsKey(Header) && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    private static async Task RefuseAsync(HttpContext http)
    {
        await http.RequestServices.GetRequiredService<RefusalAudit>().WriteAsync(http, "cross_site");
        await Problem.Of(
            StatusCodes.Status403Forbidden, ProblemCodes.CsrfInvalid, "It is not known that this comes from our pages.",
            $"With a cookie, changes need the header '{Header}'. GET /api/v1/auth/csrf gives its value, after signing in and again when the browser was restarted.",
            new ApiError { Code = ProblemCodes.CsrfInvalid, Pointer = "", Message = $"The header '{Header}' lacks, or is not of this session." }).ExecuteAsync(http);
    }

    /// <summary>Binds tokens to the session: those of an earlier one, or of somebody else in the same browser, are void.</summary>
    private sealed class SessionBinding : IAntiforgeryAdditionalDataProvider
    {
        public string GetAdditionalData(HttpContext context) => Session(context);

        public bool ValidateAdditionalData(HttpContext context, string additionalData) => additionalData == Session(context);

        private static string Session(HttpContext http) => http.Features.Get<SignedInFeature>()?.User.SessionId.ToString(CultureInfo.InvariantCulture) ?? "";
    }
}
