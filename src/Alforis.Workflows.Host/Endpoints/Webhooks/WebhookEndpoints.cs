using System.Text.Json;
using Alforis.Crm.Data.WebhookTargets;
using Alforis.Workflows.Host.Actions.CallWebhook.Targets;
using Alforis.Workflows.Host.Api;
using Alforis.Workflows.Host.Auth;
using Alforis.Workflows.Host.Endpoints.IncomingHooks;
using Alforis.Workflows.Host.Hooks;

namespace Alforis.Workflows.Host.Endpoints.Webhooks;

/// <summary><c>/api/v1/webhooks</c>: the targets that workflows call by name. Addresses, headers and secrets are written and never read.</summary>
internal static class WebhookEndpoints
{
    private const string Resource = "webhooks";

    public static void MapWebhooks(this RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags(Resource);
        webhooks.MapGet("", ListAsync).RequirePermission(Resource, "read").WithName("list_webhooks").WithSummary("Lists the targets that workflows call by name. Of addresses it shows scheme, host and port.")
            .Produces<Page<TargetSummary>>().Problems(400);
        webhooks.MapGet("/{id:long}", GetAsync).RequirePermission(Resource, "read").WithName("get_webhook").WithSummary("One target, and the workflows that name it.")
            .Produces<WebhookDetail>().Problems(404);
        webhooks.MapPost("", CreateAsync).RequirePermission(Resource, "create").WithName("create_webhook").WithSummary("Makes a target. The answer has the secret that signs its calls, which nobody can see again.")
            .Produces<WebhookWithSecret>(201).Problems(400, 409, 503);
        webhooks.MapPatch("/{id:long}", UpdateAsync).RequirePermission(Resource, "update").WithName("update_webhook")
            .WithSummary("Changes a target, switches it on or off, or subscribes it: members that are not sent stay as they are.")
            .WithDescription("At another scheme, host or port its headers and secrets are deleted: they were another receiver's. Calls are not signed then until a new secret is made.")
            .Produces<WebhookDetail>().Problems(400, 404, 412, 503);
        webhooks.MapPost("/{id:long}/rotate", RotateAsync).RequirePermission(Resource, "update").WithName("rotate_webhook")
            .WithSummary("Gives a target a new secret, which nobody can see again. Calls are signed with the older ones, too, until they are retired.")
            .Produces<NewHookSecret>().Problems(400, 404, 409, 503);
        webhooks.MapPost("/{id:long}/retire", RetireAsync).RequirePermission(Resource, "update").WithName("retire_webhook").WithSummary("Ends all secrets of a target but the newest.")
            .Produces<RetiredSecrets>().Problems(404);
        webhooks.MapPost("/{id:long}/test", TestAsync).RequirePermission(Resource, "test").WithName("test_webhook")
            .WithSummary("Sends a test event to the target as workflows would, signed, and tells what it answered.")
            .Produces<WebhookTestAnswer>().Problems(404, 409);
        webhooks.MapDelete("/{id:long}", DeleteAsync).RequirePermission(Resource, "delete").WithName("delete_webhook")
            .WithSummary("Deletes a target with its secrets and subscriptions, for good, unless an active workflow calls it.")
            .Produces(204).Problems(404, 409);
    }

    private static async Task<IResult> ListAsync([AsParameters] WebhookListRequest request, TargetListQuery query, CancellationToken ct) =>
        Results.Json(request.Answer(await query.ReadAsync(request.IsActive, request.Part(), ct)));

    private static async Task<IResult> GetAsync(long id, HttpContext http, TargetListQuery query, TargetUsesQuery uses, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } found
            ? RowAnswers.WithTag(http, new WebhookDetail(found, http.Can("workflows", "read") ? await uses.ListAsync(found.Name, ct) : null), found.Version)
            : Problem.NotFound(Name(id));

    private static async Task<IResult> CreateAsync(WebhookCreation request, HttpContext http, TargetCreation creation, TargetListQuery query, KeyRing keys, CancellationToken ct)
    {
        var url = TargetAddress.Read(request.Url).Url!;
        var origin = TargetAddress.Origin(url);
        var seal = new TargetSeal(keys, origin);
        var (text, key) = SecretText.NewSigning();
        var made = await creation.CreateAsync(
            new WebhookTarget
            {
                Name = request.Name,
                Description = request.Description,
                Origin = origin,
                SealedUrl = seal.Seal(url.AbsoluteUri),
                SealedHeaders = Seal(seal, request.Headers),
                SealedSecrets = request.IsSigned ? [seal.Seal(key)] : [],
                EventTypes = [.. request.EventTypes],
            },
            http.Actor(), ct);
        if (made is null) return Problem.Conflict(ProblemCodes.TargetTaken, "There is a webhook target of this name already.", "Choose another name, or change that target.");
        if (made.Problem is { } problem) return Problem.BadRequest(new ApiError { Code = "invalid_value", Pointer = "/event_types", Message = problem });
        return await query.FindAsync(made.Id, ct) is { } found
            ? RowAnswers.Created(http, FormattableString.Invariant($"/api/v1/webhooks/{made.Id}"), new WebhookWithSecret(found, request.IsSigned ? text : null), found.Version)
            : Problem.NotFound(Name(made.Id));
    }

    private static async Task<IResult> UpdateAsync(
        long id, WebhookChange request, HttpContext http, TargetChange change, TargetListQuery query, TargetUsesQuery uses, KeyRing keys, CancellationToken ct)
    {
        if (await query.FindAsync(id, ct) is not { } target) return Problem.NotFound(Name(id));
        var url = request.Url is { } text ? TargetAddress.Read(text).Url! : null;
        var origin = url is null ? target.Origin : TargetAddress.Origin(url);
        var seal = new TargetSeal(keys, origin);
        var edit = new TargetEdit
        {
            Origin = origin,
            Description = request.Description,
            SealedUrl = url is null ? null : seal.Seal(url.AbsoluteUri),
            ReplacesHeaders = request.Has(nameof(request.Headers)),
            SealedHeaders = Seal(seal, request.Headers),
            IsActive = request.Has(nameof(request.IsActive)) ? request.IsActive : null,
            EventTypes = request.EventTypes is { } types ? [.. types] : null,
        };
        var changed = await change.UpdateAsync(id, edit, RowAnswers.Expected(http.Request), http.Actor(), ct);
        return RowAnswers.Failure(changed, Name(id), Resource) ?? await GetAsync(id, http, query, uses, ct);
    }

    private static async Task<IResult> RotateAsync(
        long id, SecretRotationRequest request, HttpContext http, TargetRotation rotation, TargetListQuery query, KeyRing keys, CancellationToken ct)
    {
        if (await query.FindAsync(id, ct) is not { } target) return Problem.NotFound(Name(id));
        var (text, key) = SecretText.NewSigning();
        return await rotation.RotateAsync(target.Name, target.Origin, new TargetSeal(keys, target.Origin).Seal(key), request.RetireOld, http.Actor(), ct) switch
        {
            TargetRotationOutcome.Done => Results.Json(new NewHookSecret(text)),
            TargetRotationOutcome.TooMany => Problem.Conflict(
                ProblemCodes.TooManySecrets, FormattableString.Invariant($"The target has {TargetRotation.MostSecrets} secrets already."), FormattableString.Invariant($"End the older ones first: POST /api/v1/webhooks/{id}/retire")),
            _ => Problem.NotFound(Name(id)),
        };
    }

    private static async Task<IResult> RetireAsync(long id, HttpContext http, TargetRotation rotation, TargetListQuery query, CancellationToken ct) =>
        await query.FindAsync(id, ct) is { } target ? Results.Json(new RetiredSecrets(await rotation.RetireAsync(target.Name, http.Actor(), ct))) : Problem.NotFound(Name(id));

    private static async Task<IResult> TestAsync(long id, HttpContext http, WebhookTest test, TargetListQuery query, CancellationToken ct)
    {
        if (await query.FindAsync(id, ct) is not { } target) return Problem.NotFound(Name(id));
        return target.IsActive
            ? Results.Json(await test.RunAsync(target, http.Actor(), ct))
            : Problem.Conflict(ProblemCodes.TargetOff, "The target is switched off.", target.InactiveReason ?? "Switch it on first, with is_active.");
    }

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, TargetDeletion deletion, TargetListQuery query, TargetUsesQuery uses, CancellationToken ct)
    {
        if (await query.FindAsync(id, ct) is not { } target) return Problem.NotFound(Name(id));
        var callers = (await uses.ListAsync(target.Name, ct)).Where(u => u is { Status: "active", IsSubscription: false }).ToList();
        if (callers.Count > 0)
            return Problem.Conflict(ProblemCodes.TargetNeeded, "Active workflows call the target.", $"Deactivate them first: {string.Join(", ", callers.Select(c => FormattableString.Invariant($"{c.Id} '{c.Name}'")))}.");
        return await deletion.DeleteAsync(target.Name, http.Actor(), ct) is null ? Problem.NotFound(Name(id)) : Results.NoContent();
    }

    private static string? Seal(TargetSeal seal, Dictionary<string, string>? headers) => headers is { Count: > 0 } ? seal.Seal(JsonSerializer.Serialize(headers)) : null;

    private static string Name(long id) => FormattableString.Invariant($"The webhook target {id}");
}

/// <summary>A target, and who uses it.</summary>
/// <param name="Webhook">The target.</param>
/// <param name="Workflows">The workflows that name it; <see langword="null"/> for who may not read workflows.</param>
internal sealed record WebhookDetail(TargetSummary Webhook, IReadOnlyList<TargetUse>? Workflows);

/// <summary>A target that was just made.</summary>
/// <param name="Webhook">The target.</param>
/// <param name="Secret">What its calls are signed with, for the receiver; nobody can see it again. <see langword="null"/> when they are not signed.</param>
internal sealed record WebhookWithSecret(TargetSummary Webhook, string? Secret);
