namespace Alforis.Workflows.Host.Auth;

/// <summary>The cookie that a browser's session is known by: an opaque token that no script reads and no other site sends.</summary>
internal static class SessionCookie
{
    /// <summary>Browsers take a cookie of such a name from this very host over HTTPS only.</summary>
    private const string Secure = "__Host-alforis";

    /// <summary>Without HTTPS they would not take that one.</summary>
    private const string Plain = "alforis";

    /// <summary>The token that a request bears, or <see langword="null"/>.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[Name(request)] is { Length: > 0 } token ? token : null;

    /// <summary>Gives a browser its token; it forgets it when it is closed.</summary>
    public static void Write(HttpContext http, string token) => http.Response.Cookies.Append(Name(http.Request), token, Options(http.Request));

    /// <summary>Has a browser forget its token.</summary>
    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request), Options(http.Request));

    private static string Name(HttpRequest request) => request.IsHttps ? Secure : Plain;

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true,
    };
}
