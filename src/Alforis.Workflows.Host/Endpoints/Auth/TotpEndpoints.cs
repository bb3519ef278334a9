using Alforis.Crm.Data.Accounts;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Hardening;

namespace Alforis.Workflows.Host.Endpoints.Auth;

/// <summary><c>/api/v1/auth/totp</c>: one-time codes beside the password.</summary>
internal static class TotpEndpoints
{
    public static void MapTotp(this RouteGroupBuilder auth)
    {
        auth.MapPost("/totp", SetUpAsync).RequireSignIn().AddEndpointFilter<ConfirmationLimiting>().WithName("set_up_totp").WithSummary("Make a secret for an authenticator. Codes are asked for once one is confirmed.")
            .Produces<TotpAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(409);
        auth.MapPost("/totp/confirm", ConfirmAsync).RequireSignIn().WithName("confirm_totp").WithSummary("Show a code, and be asked for codes from now on.")
            .Produces<RecoveryAnswer>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(409);
        auth.MapPost("/totp/disable", DisableAsync).RequireSignIn().AddEndpointFilter<ConfirmationLimiting>().WithName("disable_totp").WithSummary("Be asked for no more codes.")
            .Produces(204).ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
    }

    private static async Task<IResult> SetUpAsync(PasswordConfirmation request, HttpContext http, SignIn signIn, Totp totp, TotpStore store, CancellationToken ct)
    {
        var user = http.SignedIn();
        if (!totp.IsPossible)
            return Problem.Conflict(ProblemCodes.TotpUnavailable, "One-time codes cannot be used here.", "Their secrets are encrypted with keys, and this service has no directory of keys. The operator can give it one.");
        if (await signIn.CheckAsync(user, request.Password, http.Actor(), ct) is null) return MeEndpoints.WrongPassword(http, "/password");
        var (text, sealedSecret) = totp.MakeSecret();
        return await store.SetUpAsync(user.Id, sealedSecret, ct)
            ? Results.Json(new TotpAnswer(text, Totp.Uri(text, user.Email)))
            : Problem.Conflict(ProblemCodes.TotpEnabled, "Codes are asked for already.", "Disable them first.");
    }

    private static async Task<IResult> ConfirmAsync(TotpConfirmation request, HttpContext http, Totp totp, TotpStore store, TimeProvider clock, CancellationToken ct)
    {
        var user = http.SignedIn();
        if (await store.FindPendingAsync(user.Id, ct) is not { } secret) return Problem.Conflict(ProblemCodes.TotpNotBegun, "No secret waits to be confirmed.", "Make one first.");
        if (totp.Match(secret, request.Code, clock.GetUtcNow()) is not { } step)
            return Problem.BadRequest(new ApiError { Code = "totp_invalid", Pointer = "/code", Message = "The code is not good.", Suggestion = "Wait for the next one, and check the clock of the device." });
        string[] codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.Make())];
        return await store.ConfirmAsync(user.Id, secret, step, [.. codes.Select(RecoveryCode.Hash)], http.Actor(), ct)
            ? Results.Json(new RecoveryAnswer(codes))
            : Problem.Conflict(ProblemCodes.TotpNotBegun, "No secret waits to be confirmed.", "Make one first.");
    }

    private static async Task<IResult> DisableAsync(PasswordConfirmation request, HttpContext http, SignIn signIn, TotpStore store, CancellationToken ct) =>
        await signIn.CheckAsync(http.SignedIn(), request.Password, http.Actor(), ct) is { } proof && await store.DisableAsync(proof, http.Actor(), ct)
            ? Results.NoContent()
            : MeEndpoints.WrongPassword(http, "/password");
}
