using Alforis.Crm.Data.Hooks;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Commands.Hooks;
using Alforis.Workflows.Host.Endpoints.Hooks;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Endpoints.IncomingHooks;

/// <summary><c>/api/v1/incoming_hooks</c>: the addresses that other systems may call.</summary>
internal static class IncomingHookEndpoints
{
    private const string Resource = "incoming_hooks";

    public static void MapIncomingHooks(this RouteGroupBuilder api)
    {
        var hooks = api.MapGroup("/incoming_hooks").WithTags(Resource);
        hooks.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_incoming_hooks").WithSummary("Lists the addresses that other systems may call, without their secrets.")
            .Produces<Page<HookSummary>>().Problems(400);
        hooks.MapGet("/{slug}", GetAsync).RequirePermission(Resource, "read").WithName("get_incoming_hook").WithSummary("One hook, without its secrets.")
            .Produces<HookSummary>().Problems(404);
        hooks.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_incoming_hook").WithSummary("Makes a hook. The answer has its secret, which nobody can see again.")
            .Produces<HookWithSecret>(201).Problems(400, 409, 503);
        hooks.MapPatch("/{slug}", UpdateAsync).RequirePermission(Resource, "update").WithName("update_incoming_hook").WithSummary("Changes a hook, or switches it on or off: members that are not sent stay as they are.")
            .Produces<HookSummary>().Problems(400, 404, 412);
        hooks.MapPost("/{slug}/rotate", RotateAsync).RequirePermission(Resource, "update").WithName("rotate_incoming_hook")
            .WithSummary("Gives a hook a new secret, which nobody can see again. The older ones stay good until they are retired.")
            .Produces<NewHookSecret>().Problems(400, 404, 409, 503);
        hooks.MapPost("/{slug}/retire", RetireAsync).RequirePermission(Resource, "update").WithName("retire_incoming_hook").WithSummary("Ends all secrets of a hook but the newest.")
            .Produces<RetiredSecrets>().Problems(404);
        hooks.MapDelete("/{slug}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_incoming_hook")
            .WithSummary("Deletes a hook with its secrets, for good. What its calls have set off stays in the history.")
            .Produces(204).Problems(404);
    }

    private static async Task<IResult> ListAsync([AsParameters] HookListRequest request, HookListQuery query, CancellationToken ct) =>
        Results.Json(request.Answer(await query.ReadAsync(request.IsActive, request.Part(), ct)));

    private static async Task<IResult> GetAsync(string slug, HttpContext http, HookListQuery query, CancellationToken ct) =>
        await FindAsync(slug, query, ct) is { } hook ? RowAnswers.WithTag(http, hook, hook.Version) : Problem.NotFound(Name(slug));

    private static async Task<IResult> CreateAsync(HookCreationRequest request, HttpContext http, HookCreation creation, HookListQuery query, KeyRing keys, CancellationToken ct)
    {
        var hook = new NewHook(request.Slug, request.Kind, request.Event ?? request.Slug, request.Name ?? request.Slug, request.Description);
        var secret = NewSecret.Make(request.Kind, keys);
        if (!await creation.CreateAsync(hook, secret.Stored, http.Actor(), ct))
            return Problem.Conflict(ProblemCodes.HookTaken, $"There is a hook '{request.Slug}' already.", "Choose another slug, or give that hook a new secret.", ("name", request.Slug));
        return await FindAsync(request.Slug, query, ct) is { } made
            ? Results.Created($"/api/v1/incoming_hooks/{request.Slug}", new HookWithSecret(made, HookEndpoints.Path + request.Slug, secret.Text))
            : Problem.NotFound(Name(request.Slug));
    }

    private static async Task<IResult> UpdateAsync(string slug, HookChangeRequest request, HttpContext http, HookChange change, HookListQuery query, CancellationToken ct)
    {
        if (await FindAsync(slug, query, ct) is not { } hook) return Problem.NotFound(Name(slug));
        var changed = await change.UpdateAsync(hook.Id, request.Given(), RowAnswers.Expected(http.Request), http.Actor(), ct);
        return RowAnswers.Failure(changed, Name(slug), Resource) ?? await GetAsync(slug, http, query, ct);
    }

    private static async Task<IResult> RotateAsync(
        string slug, SecretRotationRequest request, HttpContext http, HookRotation rotation, HookListQuery query, KeyRing keys, CancellationToken ct)
    {
        if (await FindAsync(slug, query, ct) is not { } hook) return Problem.NotFound(Name(slug));
        var secret = NewSecret.Make(hook.Kind, keys);
        return await rotation.RotateAsync(slug, secret.Stored, request.RetireOld, http.Actor(), ct) switch
        {
            HookRotationOutcome.Done => Results.Json(new NewHookSecret(secret.Text)),
            HookRotationOutcome.TooMany => Problem.Conflict(
                ProblemCodes.TooManySecrets, FormattableString.Invariant($"The hook has {HookSecret.Most} secrets already."), $"End the older ones first: POST /api/v1/incoming_hooks/{slug}/retire", ("max", FormattableString.Invariant($"{HookSecret.Most}"))),
            _ => Problem.NotFound(Name(slug)),
        };
    }

    private static async Task<IResult> RetireAsync(string slug, HttpContext http, HookRotation rotation, CancellationToken ct)
    {
        if (!HookSlug.IsValid(slug)) return Problem.NotFound(Name(slug));
        var (outcome, ended) = await rotation.RetireAsync(slug, http.Actor(), ct);
        return outcome == HookRotationOutcome.Done ? Results.Json(new RetiredSecrets(ended)) : Problem.NotFound(Name(slug));
    }

    private static async Task<IResult> DeleteAsync(string slug, HttpContext http, HookDeletion deletion, CancellationToken ct) =>
        HookSlug.IsValid(slug) && await deletion.DeleteAsync(slug, http.Actor(), ct) ? Results.NoContent() : Problem.NotFound(Name(slug));

    private static async Task<HookSummary?> FindAsync(string slug, HookListQuery query, CancellationToken ct) => HookSlug.IsValid(slug) ? await query.FindAsync(slug, ct) : null;

    private static string Name(string slug) => HookSlug.IsValid(slug) ? $"The hook '{slug}'" : "A hook of this slug";
}

/// <summary>A hook that was just made.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Address">The path that calls go to, below the address of this service.</param>
/// <param name="Secret">What its sender signs with, or bears. Nobody can see it again.</param>
internal sealed record HookWithSecret(HookSummary Hook, string Address, string Secret);

/// <summary>A secret that was just made.</summary>
/// <param name="Secret">What the sender signs with, or bears. Nobody can see it again.</param>
internal sealed record NewHookSecret(string Secret);

/// <summary>The end of secrets.</summary>
/// <param name="Ended">How many ended.</param>
internal sealed record RetiredSecrets(int Ended);
