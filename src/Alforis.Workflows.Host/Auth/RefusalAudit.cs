using System.Text.Json.Nodes;
using Alforis.Crm.Data.Audit;
using Npgsql;

namespace Alforis.Workflows.Host.Auth;

/// <summary>Writes down whom something was refused to who is signed in. Bounded. Thread-safe.</summary>
internal sealed class RefusalAudit(NpgsqlDataSource dataSource, AuditLimit limit)
{
    /// <param name="http">The request.</param>
    /// <param name="reason">The permission that lacked, or what else was wrong.</param>
    public async Task WriteAsync(HttpContext http, string reason)
    {
        http.Features.Set(new RefusalWritten());
        var actor = http.Actor();
        if (!limit.Admit(actor.Address)) return;
        // Whoever hangs up was refused all the same. The pattern of the address, not the address: what is in it is the caller's to choose.
        var detail = new JsonObject { ["endpoint"] = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, ["method"] = http.Request.Method, ["reason"] = reason };
        await AuditTrail.WriteAsync(dataSource, actor, new AuditEntry("request.refuse") { Detail = detail }, CancellationToken.None);
    }
}
