using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Benchmarks.Pipeline;

namespace Alforis.Workflows.Benchmarks.Api;

/// <summary>Signs in without a password, so that no benchmark waits for one to be hashed.</summary>
internal static class AdministratorSession
{
    /// <summary>Makes the benchmark's user an administrator with a session of five hours.</summary>
    /// <param name="database">The benchmark's database.</param>
    /// <param name="kind">How the token is presented: <c>bearer</c> or <c>cookie</c>.</param>
    /// <returns>The token.</returns>
    public static async Task<string> BeginAsync(PipelineDatabase database, string kind)
    {
        await database.ExecuteAsync("INSERT INTO user_roles (user_id, role_id) SELECT u.id, r.id FROM users u, roles r WHERE u.email = 'bench@example.com' AND r.name = 'admin'");
        var token = SessionToken.Make();
        await database.ExecuteAsync(
            """
            WITH s AS (
              INSERT INTO user_sessions (user_id, kind, expires_at, idle_timeout)
              SELECT id, @kind, now() + interval '5 hours', interval '5 hours' FROM users WHERE email = 'bench@example.com' RETURNING id)
            INSERT INTO session_tokens (token_hash, session_id, kind, expires_at) SELECT @Hash, id, 'access', now() + interval '5 hours' FROM s
            """,
            new { kind, Hash = SessionToken.Hash(token) });
        return token;
    }
}
